import type { TenantNumber } from '@turnup/domain'
import { numberProblem } from './check-spec.ts'
import { lock, type Query, type Work } from './database.ts'
import { afterCommit, numberCacheKeys } from './live.ts'
import { deleteNumber, insertNumbers, numberLock, ownDestination } from './number-rows.ts'
import type { FusionPbx } from './platform.ts'
import { findDomain, type NumberRow, numberColumns, readNumberRows, writtenNumber } from './read-tenant.ts'
import { refused, tenantUnknown } from './refused.ts'
import { withSwitch } from './switch.ts'
import { writtenCallerId } from './tenant-rows.ts'

/**
 * Where a number rings, whoever made the destination. Hand-made ones may lack the calling code: they count when the
 * number ends with theirs and no destination names it in full.
 */
export async function findNumber({ database }: FusionPbx, number: string) {
  const work = { operation: 'findNumber', subject: number, request: { number } }
  const [row] = await database.read(work, (query) =>
    query<NumberRow & { domain_name: string }>(
      `select n.*, d.domain_name from v_domains d join (
         select ${numberColumns} from v_destinations
          where destination_type = 'inbound'
            and (coalesce(destination_prefix, '') || coalesce(destination_area_code, '') || destination_number = $1
              or destination_number = $2
              or (coalesce(destination_prefix, '') = '' and destination_number = any($3)))) n using (domain_uuid)
        order by length(n.prefix || n.national) desc limit 1`,
      [number.slice(1), number, possibleForms(number).slice(2)],
    ),
  )
  if (!row) return undefined
  return { tenantId: row.domain_uuid, domain: row.domain_name, extension: row.target.split(' ')[0] ?? '' }
}

export async function assignNumber(pbx: FusionPbx, tenantId: string, number: TenantNumber): Promise<void> {
  const operation = 'assignNumber'
  refuseOdd(operation, number)
  const request = { tenantId, number: number.number, extension: number.extension }
  const work = { operation, subject: tenantId, request }
  await change(pbx, work, tenantId, [number.number], async (query) => {
    const domain = await requireTenant(query, operation, tenantId)
    if (await ownDestination(query, operation, tenantId, number)) return
    await insertNumbers(await pbx.writer(query), { tenantId, domain }, [number])
  })
}

export async function replaceNumber(
  pbx: FusionPbx,
  { tenantId, from, to }: { tenantId: string; from: string; to: TenantNumber },
): Promise<void> {
  const operation = 'replaceNumber'
  refuseOdd(operation, to)
  const request = { tenantId, from, to: to.number, extension: to.extension }
  const work = { operation, subject: tenantId, request }
  await change(pbx, work, tenantId, [from, to.number], async (query) => {
    const domain = await requireTenant(query, operation, tenantId)
    const isThere = await ownDestination(query, operation, tenantId, to)
    if (from !== to.number) await deleteOwn(query, tenantId, from)
    if (!isThere) await insertNumbers(await pbx.writer(query), { tenantId, domain }, [to])
    await query(
      `update v_extensions set outbound_caller_id_number = $3
        where domain_uuid = $1 and outbound_caller_id_number = any($2)`,
      [tenantId, [from, from.slice(1)], writtenCallerId(pbx.config, to.number)],
    )
  })
}

export async function removeNumber(pbx: FusionPbx, tenantId: string, number: string): Promise<void> {
  const work = { operation: 'removeNumber', subject: tenantId, request: { tenantId, number } }
  await change(pbx, work, tenantId, [number], (query) => deleteOwn(query, tenantId, number))
}

/** One transaction on numbers of a tenant, under their locks, with the switch told afterwards. */
async function change(
  { config, deps, database }: FusionPbx,
  work: Work,
  tenantId: string,
  numbers: string[],
  run: (query: Query) => Promise<void>,
): Promise<void> {
  await withSwitch(config, deps, async (freeswitch) => {
    const extensions = await database.write(work, async (query) => {
      await lock(query, [`tenant ${tenantId}`, ...numbers.map(numberLock)])
      await run(query)
      return query<{ key: string }>(
        `select 'directory:' || extension || '@' || user_context as key from v_extensions where domain_uuid = $1`,
        [tenantId],
      )
    })
    // Caller ids stand in the directory.
    const directory = numbers.length > 1 ? extensions.map(({ key }) => key) : []
    const keys = [...directory, ...numberCacheKeys(numbers.flatMap(possibleForms))]
    await afterCommit(work.operation, () => freeswitch.clear(keys))
  })
}

async function requireTenant(query: Query, operation: string, tenantId: string): Promise<string> {
  const domain = await findDomain(query, { tenantId })
  if (!domain) throw tenantUnknown(operation)
  return domain.domain_name
}

async function deleteOwn(query: Query, tenantId: string, number: string): Promise<void> {
  const rows = await readNumberRows(query, tenantId)
  for (const row of rows) if (writtenNumber(row) === number) await deleteNumber(query, row)
}

/** Plus, digits, and the digits without a calling code of one to three of them. */
function possibleForms(number: string): string[] {
  const digits = number.slice(1)
  return [number, digits, digits.slice(1), digits.slice(2), digits.slice(3)]
}

function refuseOdd(operation: string, number: TenantNumber): void {
  const problem = numberProblem(number)
  if (problem) throw refused(operation, 'SPEC_INVALID', problem)
}
