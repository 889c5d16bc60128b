import type { RegistrationReviewBody } from '@turnup/contracts'
import { accept, type Outcome, refuse, registrationSecret } from '@turnup/domain'
import { parseRegistration } from '@turnup/fulfilment'
import { readOrderSecret, recordAudit } from '@turnup/store'
import type { Context } from '../context.ts'
import { askPbxOrder } from './pbx-order.ts'
import { registrationProblems } from './registration-problems.ts'

/** Shows an operator the personal data of a registration, with what is wrong with it; who looked is audited (R200). */
export async function readRegistration(
  ctx: Context,
  named: string,
): Promise<Outcome<RegistrationReviewBody>> {
  const asked = await askPbxOrder(ctx, named, 'operator')
  if (!asked.ok) return asked
  const { work, operator } = asked.value
  const { id } = work.head
  const at = ctx.clock.now()
  const text = await ctx.db.transaction().execute(async (transaction) => {
    const sealed = await readOrderSecret(transaction, ctx.vault, id, registrationSecret)
    if (sealed === undefined) return undefined
    await recordAudit(transaction, {
      at,
      actor: { kind: 'operator', id: operator.id },
      action: 'pbx.registration.read',
      subject: { kind: 'order', id },
      correlationId: ctx.correlationId,
    })
    return sealed
  })
  if (text === undefined || !work.pbx.registration) {
    const message =
      'The order holds no registration: it needs none, or it is finished and the data was erased.'
    return refuse('not-found', 'REGISTRATION_MISSING', message)
  }
  const data = parseRegistration(text)
  return accept({
    party: work.pbx.registration.party,
    version: data.version,
    values: data.values,
    isPlaceMatched: data.cityId !== undefined,
    problems: registrationProblems(work.pbx, data, at.toISOString().slice(0, 10)),
  })
}
