import type { Order } from '../order/order.ts'
import type { Policy } from '../policy.ts'
import { isPbxProduct } from '../voice/pbx-product.ts'
import { type BillingLines, servicePositions } from './billing-lines.ts'
import { mailStep } from './mail-step.ts'
import { welcomeStep } from './pbx-steps.ts'
import type { Explanation, PlanInput, Step, StepKey } from './plan.ts'
import type { OrderUnit } from './plan-request.ts'
import { lineStepKey } from './unit-steps.ts'

export interface PlannedUnit {
  unit: OrderUnit
  steps: Step[]
}

interface Closing {
  order: Order
  policy: Policy
  units: PlannedUnit[]
  /** Steps of the order's PBX; the last of them is what billing waits for. */
  pbx: Step[]
  billing: BillingLines
  /** What is written to the billing order beside our reference. */
  notes: string | undefined
  afterOpening: StepKey[]
  explanation: Explanation[]
}

const addOrder = 'billing.add-order'
const acceptOrder = 'billing.accept-order'
const writeBack = 'crm.write-back'

function fromResult(step: StepKey, path: string): PlanInput {
  return { $result: step, path }
}

/** Everything after activation: billing, write-back, opportunity, mails (R087 to R089, R099, R103, R107). */
export function closingSteps(closing: Closing): Step[] {
  const describe = describeServices(closing)
  const afterAcceptance = describe ? [describe.key] : [acceptOrder]
  return [
    ...billingSteps(closing),
    ...(describe ? [describe] : []),
    writeBackStep(closing, afterAcceptance),
    ...opportunityStep(closing),
    ...mailSteps(closing),
  ]
}

function billingSteps({ order, units, pbx, billing, notes, afterOpening, explanation }: Closing): Step[] {
  const branches = [...units.map((unit) => unit.steps), pbx]
  const activations = branches.flatMap((steps) => steps.slice(-1).map((step) => step.key))
  explanation.push({
    subject: 'billing',
    decision: 'one billing order for all lines, accepted last',
    because: 'after acceptance the customer is charged, so everything that can fail comes before it',
  })
  return [
    {
      key: addOrder,
      action: addOrder,
      needs: activations.length > 0 ? activations : afterOpening,
      input: {
        clientId: order.customer.billingClientId,
        crmOrderId: order.crmOrderId ?? '',
        promoCode: order.promoCode ?? null,
        notes: notes ?? null,
        lines: billing.lines.map((line) => ({
          ...line,
          priceOverride: line.priceOverride ? { ...line.priceOverride } : null,
        })),
      },
    },
    {
      key: acceptOrder,
      action: acceptOrder,
      needs: [addOrder],
      pointOfNoReturn: true,
      input: { orderId: fromResult(addOrder, 'orderId') },
    },
  ]
}

/** The position of a unit's service in the billing order. */
function servicePosition(billing: BillingLines, unit: OrderUnit): number {
  const number = Number(unit.id.split('.')[1]) - 1
  return (billing.positionOf.get(unit.item.id) ?? 0) + number
}

function describeServices({ order, units, billing }: Closing): Step | undefined {
  const lines = units.filter((unit) => unit.steps.some((step) => step.action === 'line.activate'))
  if (lines.length === 0) return undefined
  return {
    key: 'billing.describe-services',
    action: 'billing.describe-services',
    needs: [acceptOrder],
    input: {
      clientId: order.customer.billingClientId,
      services: lines.map(({ unit }) => ({
        serviceId: fromResult(addOrder, `serviceIds.${servicePosition(billing, unit)}`),
        maskedIccid: fromResult(lineStepKey(unit.id), 'maskedIccid'),
      })),
    },
  }
}

function writeBackStep({ order, units, billing }: Closing, needs: StepKey[]): Step {
  const firstLine = units.find((unit) => unit.steps.some((step) => step.action === 'line.activate'))
  const items = order.items.filter((item) => item.crmItemId)
  return {
    key: writeBack,
    action: writeBack,
    needs,
    input: {
      crmOrderId: order.crmOrderId ?? '',
      billingOrderId: fromResult(addOrder, 'orderId'),
      maskedIccid: firstLine ? fromResult(lineStepKey(firstLine.unit.id), 'maskedIccid') : null,
      items: items.flatMap((item) =>
        servicePositions(billing, item).map((position) => ({
          crmItemId: item.crmItemId as string,
          billingServiceId: fromResult(addOrder, `serviceIds.${position}`),
        })),
      ),
    },
  }
}

function opportunityStep({ order, policy }: Closing): Step[] {
  if (!policy.opportunity.enabled || !order.opportunityId) return []
  return [
    {
      key: 'crm.activate-opportunity',
      action: 'crm.activate-opportunity',
      needs: [acceptOrder],
      input: { opportunityId: order.opportunityId, billingServiceId: fromResult(addOrder, 'serviceIds.0') },
    },
  ]
}

/** One activation mail for the order's SIMs, then the summary (R089, R133). */
function mailSteps({ order, units, pbx }: Closing): Step[] {
  const lines = units.filter((unit) => unit.steps.some((step) => step.action === 'line.activate'))
  const isEsim = lines.some(({ steps }) => steps.some((step) => step.action === 'esim.confirm-order'))
  const sims = lines.map(({ unit }) => ({
    planName: unit.item.name,
    maskedIccid: fromResult(lineStepKey(unit.id), 'maskedIccid'),
  }))
  // What belongs to a PBX is told by its welcome mail.
  const told = pbx.length > 0 ? order.items.filter((item) => !isPbxProduct(item)) : order.items
  const services = told.map((item) => ({ name: item.name, nextStep: null }))
  const activation = mailStep(isEsim ? 'esim-activation' : 'sim-activation', [acceptOrder], { sims })
  return [
    ...(lines.length > 0 ? [activation] : []),
    ...(pbx.length > 0 && order.pbx ? [welcomeStep(order.pbx, [writeBack])] : []),
    ...(services.length > 0 ? [mailStep('order-provisioned', [writeBack], { services })] : []),
  ]
}
