import type { Order } from '../order/order.ts'
import type { Policy } from '../policy.ts'
import { billingLines } from './billing-lines.ts'
import { billingNotes } from './billing-notes.ts'
import { chooseFlow } from './choose-flow.ts'
import { closingSteps, type PlannedUnit } from './closing-steps.ts'
import { explainPbx, hasPbx, pbxProblems, pbxWarnings } from './pbx-problems.ts'
import { pbxSteps } from './pbx-steps.ts'
import type { Explanation, Plan, PlanProblem, Step } from './plan.ts'
import { type PlanRequest, unitsOf } from './plan-request.ts'
import { unitStepsByFlow } from './unit-steps.ts'

export const planVersion = 1

export type PlanResult = { ok: true; plan: Plan } | { ok: false; problems: PlanProblem[] }

/**
 * Decomposes an order into the graph of outside effects that make it a live service, and explains each choice.
 * Pure: the same order and policy give the same plan (R015, R016, R064, R104, R105).
 */
export function planFor(request: PlanRequest, policy: Policy): PlanResult {
  const { order } = request
  const general = headerProblems(order, policy)
  // Whatever a person typed as a quantity, nothing is made of it so many times before it has been looked at.
  if (general.some(({ code }) => code === 'QUANTITY_INVALID')) return { ok: false, problems: general }
  const explanation: Explanation[] = []
  const opening = openingSteps(order, policy, explanation)
  const afterOpening = opening.slice(-1).map((step) => step.key)
  const { units, problems } = planUnits(order, afterOpening, policy, explanation)
  const billing = billingLines(order.items, policy, request.billingProducts)
  const pbx = planPbx(request, afterOpening, explanation)
  problems.push(...general, ...billing.problems, ...pbx.problems)
  if (problems.length > 0) return { ok: false, problems }
  const { notes, warnings } = billingNotes(order)
  const steps = [
    ...opening,
    ...units.flatMap((unit) => unit.steps),
    ...pbx.steps,
    ...closingSteps({ order, policy, units, pbx: pbx.steps, billing, notes, afterOpening, explanation }),
  ]
  const doubts = order.items.flatMap((item) =>
    (item.doubts ?? []).map((doubt) => `Line ${item.id} (${item.sku}): ${doubt}`),
  )
  return {
    ok: true,
    plan: {
      version: planVersion,
      steps,
      explanation,
      warnings: [...billing.warnings, ...doubts, ...pbx.warnings, ...warnings],
    },
  }
}

/** The PBX of the order, if it has one: one tenant and one number, whatever the number of its lines. */
function planPbx({ order, carriers }: PlanRequest, after: string[], explanation: Explanation[]) {
  const problems = pbxProblems(order, carriers)
  if (problems.length > 0 || !order.pbx || !hasPbx(order.items)) {
    return { steps: [], problems, warnings: [] }
  }
  explanation.push(...explainPbx(order.pbx))
  return {
    steps: pbxSteps({ items: order.items, pbx: order.pbx }, after),
    problems,
    warnings: pbxWarnings(order.items, order.pbx),
  }
}

function openingSteps(order: Order, policy: Policy, explanation: Explanation[]): Step[] {
  const steps: Step[] = []
  if (policy.statusProfile === 'webhook-v1') {
    steps.push({
      key: 'crm.mark-activating',
      action: 'crm.mark-activating',
      needs: [],
      input: { crmOrderId: order.crmOrderId ?? '' },
    })
  } else {
    explanation.push({
      subject: 'CRM status',
      decision: 'Turnup does not write "Activating"',
      because: 'the flow in the CRM does, and would start again if Turnup changed the field',
    })
  }
  if (order.items.some((item) => item.requiresPaymentMethod)) {
    steps.push({
      key: 'billing.check-payment-method',
      action: 'billing.check-payment-method',
      needs: steps.map((step) => step.key),
      input: { clientId: order.customer.billingClientId },
    })
  }
  return steps
}

function planUnits(order: Order, after: string[], policy: Policy, explanation: Explanation[]) {
  const problems: PlanProblem[] = []
  const units: PlannedUnit[] = []
  for (const item of order.items) {
    const choice = chooseFlow(item)
    if ('unknownFlow' in choice) {
      problems.push({
        code: 'FLOW_UNKNOWN',
        itemId: item.id,
        message: `Line ${item.id} (${item.sku}) asks for the provisioning flow "${choice.unknownFlow}", which does not exist. Use internet, sim, esim, vpn, pbx, number, pbx-feature or billing-only.`,
      })
      continue
    }
    explanation.push(choice.explanation)
    if (!item.billingProductId) {
      problems.push({
        code: 'PRODUCT_NOT_MAPPED',
        itemId: item.id,
        message: `Line ${item.id} (${item.sku}) has no billing product. Fill WHMCS_Product_Id__c on the product, then retry.`,
      })
    }
    if (choice.flow === 'esim' && !item.esimSettings?.profileType) {
      problems.push({
        code: 'ESIM_PROFILE_TYPE_MISSING',
        itemId: item.id,
        message: `Line ${item.id} (${item.sku}) is an eSIM without a profile type. Put {"profileType": "..."} into eSIM_Settings_JSON__c of the product.`,
      })
    }
    for (const unit of unitsOf(item))
      units.push({ unit, steps: unitStepsByFlow[choice.flow](unit, after, policy) })
  }
  return { units, problems }
}

function headerProblems(order: Order, policy: Policy): PlanProblem[] {
  const problems: PlanProblem[] = []
  if (order.items.length === 0) {
    problems.push({
      code: 'ORDER_EMPTY',
      message: 'The order has no lines. Add at least one product in the CRM, then retry.',
    })
  }
  if (policy.opportunity.enabled && policy.opportunity.required && !order.opportunityId) {
    problems.push({
      code: 'OPPORTUNITY_MISSING',
      message: 'The order has no opportunity, and the settings require one. Link it in the CRM, then retry.',
    })
  }
  for (const item of order.items) {
    if (!isQuantity(item.quantity)) {
      problems.push({
        code: 'QUANTITY_INVALID',
        itemId: item.id,
        message: `Line ${item.id} (${item.sku}) has the quantity ${item.quantity}; it must be a whole number from 1 to 100.`,
      })
    }
  }
  return problems
}

function isQuantity(quantity: number): boolean {
  return Number.isInteger(quantity) && quantity >= 1 && quantity <= 100
}
