import type { Crm, CrmCase } from '@turnup/domain'
import type { Context } from '../context.ts'

/** The case with this reference: found, or opened and read back, because only reading tells its number. */
export async function ensureCase(
  { ports: { crm } }: Pick<Context, 'ports'>,
  newCase: Parameters<Crm['openCase']>[0],
  ref: string,
): Promise<CrmCase> {
  const found = await crm.findCase(ref)
  if (found) return found
  const opened = await crm.openCase(newCase, ref)
  return opened.caseNumber ? opened : ((await crm.findCase(ref)) ?? opened)
}
