import type { Order, OrderItem } from '../order/order.ts'
import { numberRouteWords } from '../voice/number-route-words.ts'
import { isCorrectionOpen, type PbxDetails } from '../voice/pbx-details.ts'
import { isPbxProduct, seatsOf } from '../voice/pbx-product.ts'
import type { Explanation, PlanProblem } from './plan.ts'

/** Whether an order asks for a hosted PBX. */
export function hasPbx(items: readonly OrderItem[]): boolean {
  return items.some(isPbxProduct)
}

/** Features that the packages and add-ons of an order bring: 'call-recording'. */
export function featuresOf(items: readonly OrderItem[]): string[] {
  const features = items.flatMap(({ pbxSettings }) =>
    pbxSettings?.kind === 'feature' ? [pbxSettings.feature] : [],
  )
  return [...new Set(features)].sort()
}

/** Why the PBX of an order cannot be set up, each with its mend; empty for an order without one. Pure (R164, X24). */
export function pbxProblems(
  { items, pbx }: Pick<Order, 'items' | 'pbx'>,
  carriers?: readonly string[],
): PlanProblem[] {
  const lines = items.filter(isPbxProduct)
  const problems: PlanProblem[] = lines
    .filter((item) => !item.pbxSettings)
    .map((item) => ({
      code: 'PBX_SETTINGS_MISSING',
      itemId: item.id,
      message: `Line ${item.id} (${item.sku}) is a PBX product without settings. Put {"kind": "seats", "seats": 10} or the like into PBX_Settings_JSON__c of the product.`,
    }))
  if (lines.length === 0) return problems
  if (!pbx) {
    const message =
      'The order has PBX lines and no PBX details: it was not placed through the checkout. Cancel it and place it there.'
    return [...problems, { code: 'PBX_DETAILS_MISSING', message }]
  }
  if (seatsOf(lines) < 1) {
    const message = 'The order has no extension package. Add one in the CRM, then retry.'
    problems.push({ code: 'PBX_SEATS_MISSING', message })
  }
  if (isCorrectionOpen(pbx)) {
    const message =
      'The customer was asked to correct the registration and has not answered yet. Wait for the correction, then retry.'
    problems.push({ code: 'CORRECTION_OPEN', message })
  }
  return [...problems, ...numberProblems(pbx, carriers)]
}

function numberProblems({ number, registration }: PbxDetails, carriers?: readonly string[]): PlanProblem[] {
  const problems: PlanProblem[] = []
  if (carriers && !carriers.includes(number.providerId)) {
    problems.push({
      code: 'PROVIDER_NOT_MAPPED',
      message: `The carrier ${number.providerId} of ${number.number} is not set up here. Set it up in the console, or cancel the order and map the product ${number.productSku} to another carrier.`,
    })
  }
  if (number.needsRegistration && !registration) {
    problems.push({
      code: 'REGISTRATION_MISSING',
      message: `The carrier asks for a registration with ${number.number}, and the order has none. Cancel it and place it again through the checkout.`,
    })
  }
  return problems
}

/** Where the order in the CRM says something else than the customer was shown. */
export function pbxWarnings(items: readonly OrderItem[], { tenant }: PbxDetails): string[] {
  const seats = seatsOf(items)
  if (seats === tenant.seats) return []
  return [`The lines say ${seats} extensions, the checkout said ${tenant.seats}. The lines count.`]
}

/** Why this carrier and why this route (X28). */
export function explainPbx({ number, registration }: PbxDetails): Explanation[] {
  return [
    {
      subject: `number ${number.number}`,
      decision: `carrier ${number.providerId}`,
      because: `the product ${number.productSku} is mapped to it, and the customer chose this number from it`,
    },
    registration
      ? {
          subject: 'route',
          decision: numberRouteWords[registration.route],
          because: `the carrier requires a ${registration.party} registration for this number and takes it this way`,
        }
      : {
          subject: 'route',
          decision: 'no registration; the tenant first, then the number',
          because: 'the number needs no registration, and a tenant can be taken back without cost',
        },
  ]
}
