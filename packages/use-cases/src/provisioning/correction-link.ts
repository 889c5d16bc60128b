import type { CorrectionFormBody, LinkRequest, SubmitCorrectionRequest } from '@turnup/contracts'
import {
  accept,
  isFinal,
  type Outcome,
  type RegistrationData,
  type RegistrationField,
  refuse,
  registrationSecret,
} from '@turnup/domain'
import { parseRegistration } from '@turnup/fulfilment'
import {
  closePbxCorrection,
  findOpenPbxCorrection,
  loadOrderWork,
  type PbxCorrectionRequest,
  putOrderSecret,
  readOrderSecret,
} from '@turnup/store'
import { hashToken } from '../authentication/tokens.ts'
import type { Context } from '../context.ts'
import { orOutsideRefusal } from '../customers/outside-refusal.ts'
import { changeOrder } from '../fulfilment/change-order.ts'
import { correctedValue, fieldKinds } from './corrected-value.ts'
import { linkInvalid, throttledLink } from './link-throttle.ts'
import { matchedPlace } from './matched-place.ts'

interface Source {
  address: string
}

/** What a correction link opens: the named fields, empty, and what the operator wrote (X43). */
export async function readCorrection(
  ctx: Context,
  { token }: LinkRequest,
  { address }: Source,
): Promise<Outcome<CorrectionFormBody>> {
  return throttledLink(ctx, { door: 'pbx-correction', token, address }, async () => {
    const request = await findOpenPbxCorrection(ctx.db, hashToken(token), ctx.clock.now())
    const work = request && (await loadOrderWork(ctx.db, request.orderId))
    if (!request || !work?.head.pbx || isFinal(work.head.state)) return linkInvalid()
    const { head } = work
    return accept({
      company: work.head.pbx.company,
      orderNumber: head.crmOrderNumber ?? head.crmOrderId ?? head.id,
      message: request.message,
      fields: request.fields.map((name) => ({ name, kind: fieldKinds[name] ?? 'text' })),
      proofsOf: request.proofsOf,
      expiresAt: request.expiresAt.toISOString(),
    })
  })
}

/**
 * Takes the customer's corrections: only the fields that were asked for, all of them, sealed at once. The link is used up
 * and the order is the operator's again, in the same transaction.
 */
export async function submitCorrection(
  ctx: Context,
  { token, values }: SubmitCorrectionRequest,
  { address }: Source,
): Promise<Outcome<null>> {
  return throttledLink(ctx, { door: 'pbx-correction', token, address }, async () => {
    const at = ctx.clock.now()
    const request = await findOpenPbxCorrection(ctx.db, hashToken(token), at)
    if (!request) return linkInvalid()
    const checked = checkValues(ctx, request.fields, values)
    if (!checked.ok) return checked
    return orOutsideRefusal(ctx, () => apply(ctx, request, checked.value))
  })
}

type Values = Partial<Record<RegistrationField, string>>

function checkValues(ctx: Context, fields: RegistrationField[], given: Values): Outcome<Values> {
  const foreign = Object.keys(given).find((name) => !fields.some((field) => field === name))
  if (foreign !== undefined) {
    const message = 'This was not asked for and cannot be changed here.'
    return refuse('invalid', 'FIELD_NOT_ASKED', message, { field: `values.${foreign}` })
  }
  const values: Values = {}
  for (const name of fields) {
    const checked = correctedValue(name, given[name]?.trim() ?? '', {
      today: ctx.clock.now().toISOString().slice(0, 10),
      defaultCountry: ctx.policy.defaultCountry,
    })
    if (!checked.ok) return checked
    values[name] = checked.value
  }
  return accept(values)
}

async function apply(ctx: Context, request: PbxCorrectionRequest, values: Values): Promise<Outcome<null>> {
  const { orderId } = request
  const work = await loadOrderWork(ctx.db, orderId)
  const text = await readOrderSecret(ctx.db, ctx.vault, orderId, registrationSecret)
  if (!work?.head.pbx || text === undefined || isFinal(work.head.state)) return linkInvalid()
  const before = parseRegistration(text)
  const place = await matchedPlace(ctx, work.head.pbx.number.providerId, before, values)
  if (!place.ok) return place
  const at = ctx.clock.now()
  // The customer is known by the link alone.
  const changed = await changeOrder(
    { ...ctx, actor: { kind: 'customer', id: work.head.customerId } },
    orderId,
    {
      action: 'order.submit-correction',
      decide(now) {
        const pbx = now.head.pbx
        const asked = pbx?.correction
        if (!pbx || asked?.correctionId !== request.id || asked.submittedAt || isFinal(now.head.state))
          return linkInvalid()
        const correction = { ...asked, submittedAt: at.toISOString() }
        const told = { at, kind: 'correction.submitted', actor: 'customer', public: true }
        return accept({
          head: { ...now.head, pbx: { ...pbx, correction } },
          steps: [],
          timeline: [
            { ...told, text: `Corrected by the customer: ${Object.keys(values).join(', ') || 'papers'}.` },
          ],
          async within(transaction) {
            // Of two submissions at once, the second finds the order changed and the link closed.
            if (!(await closePbxCorrection(transaction, request.id, at)))
              throw new Error('The link was used.')
            const latest = parseRegistration(
              (await readOrderSecret(transaction, ctx.vault, orderId, registrationSecret)) ?? text,
            )
            const value = JSON.stringify(corrected(latest, values, place.value))
            await putOrderSecret(transaction, ctx.vault, { orderId, name: registrationSecret, value, at })
          },
        })
      },
    },
  )
  return changed.ok ? accept(null) : changed
}

function corrected(
  { version, values: former, ...ids }: RegistrationData,
  values: Values,
  place: Pick<RegistrationData, 'cityId' | 'areaId'> | undefined,
): RegistrationData {
  return { version: version + 1, values: { ...former, ...values }, ...(place ?? ids) }
}
