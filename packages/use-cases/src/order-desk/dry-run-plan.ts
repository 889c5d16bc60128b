import type { DryRunBody, DryRunRequest } from '@turnup/contracts'
import {
  accept,
  type BillingProduct,
  dayOf,
  type Order,
  type OrderItem,
  type Outcome,
  type PlanProblem,
  planFor,
  redactText,
  refuse,
  serviceabilityOf,
} from '@turnup/domain'
import { findMappingByCrmAccount, findMappingByCustomerNumber } from '@turnup/store'
import { cachedAccount, cachedOfferings } from '../catalogue/catalogue-cache.ts'
import type { Context } from '../context.ts'
import { readBillingProducts } from '../fulfilment/billing-products.ts'
import { asOperator } from '../operators/as-operator.ts'
import { resolveItems } from '../orders/resolve-items.ts'
import { describeStep } from './describe-step.ts'
import { orOutsideTrouble } from './outside-trouble.ts'

interface Draft {
  order: Order
  problems: PlanProblem[]
}

/**
 * The plan that an order would get now, with every choice explained and prices side by side (X44). Reads the CRM and
 * the billing system; writes nothing, here or there.
 */
export async function dryRunPlan(ctx: Context, request: DryRunRequest): Promise<Outcome<DryRunBody>> {
  const asked = await asOperator(ctx, 'viewer')
  if (!asked.ok) return asked
  return orOutsideTrouble(ctx, async () => {
    const draft = request.crmOrderId
      ? await draftFromCrm(ctx, request.crmOrderId)
      : await draftFromItems(ctx, request)
    if (!draft.ok) return draft
    const { order, problems } = draft.value
    const billingProducts = await readBillingProducts(ctx)
    const planned = planFor({ order, billingProducts }, ctx.policy)
    const found = [...problems, ...(planned.ok ? [] : planned.problems)]
    const plan = planned.ok ? planned.plan : { steps: [], explanation: [], warnings: [] }
    const unread = 'The billing system cannot be read at the moment, so no price was compared.'
    return accept({
      ok: found.length === 0,
      steps: plan.steps.map(({ key, action, needs, gate, pointOfNoReturn, input }) => ({
        key,
        action,
        needs,
        gate: gate && { kind: gate.kind, question: gate.question },
        pointOfNoReturn: pointOfNoReturn ?? false,
        ...describeStep(ctx, { key, action, input }),
      })),
      explanation: plan.explanation,
      warnings: [...plan.warnings.map(redactText), ...(billingProducts ? [] : [unread])],
      problems: found,
      prices: billingProducts && comparePrices(order.items, billingProducts),
      pricingPolicy: ctx.policy.pricingMismatch,
    })
  })
}

async function draftFromCrm(ctx: Context, crmOrderId: string): Promise<Outcome<Draft>> {
  const crmOrder = await ctx.ports.crm.readOrder(crmOrderId)
  if (!crmOrder) {
    return refuse('not-found', 'ORDER_UNKNOWN', 'The CRM has no order with this id.', { field: 'crmOrderId' })
  }
  const mapping = await findMappingByCrmAccount(ctx.db, crmOrder.accountId)
  const nobody = {
    customerId: '',
    customerNumber: '',
    billingClientId: '',
    email: '',
    firstName: '',
    lastName: '',
  }
  const unmapped: PlanProblem = {
    code: 'CUSTOMER_UNKNOWN',
    message: `The account ${crmOrder.accountId} belongs to nobody who signed up in the portal, so there is no billing client to order for.`,
  }
  return accept({
    order: {
      id: 'dry-run',
      crmOrderId: crmOrder.crmOrderId,
      opportunityId: crmOrder.opportunityId,
      customer: mapping ?? { ...nobody, crmAccountId: crmOrder.accountId },
      state: 'pending',
      generation: 0,
      items: crmOrder.items,
      promoCode: crmOrder.promoCode,
      notes: crmOrder.notes,
      correlationId: ctx.correlationId,
    },
    problems: mapping ? [] : [unmapped],
  })
}

/** The same rules as at the portal's checkout, so that what passes here can be ordered there. */
async function draftFromItems(ctx: Context, request: DryRunRequest): Promise<Outcome<Draft>> {
  const { customerNumber = '', items: requested = [] } = request
  const mapping = await findMappingByCustomerNumber(ctx.db, customerNumber)
  if (!mapping) {
    const message = 'Nobody with this customer number has signed up in the portal.'
    return refuse('not-found', 'CUSTOMER_UNKNOWN', message, { field: 'customerNumber' })
  }
  const [offerings, account] = await Promise.all([
    cachedOfferings(ctx),
    cachedAccount(ctx, mapping.crmAccountId),
  ])
  const place = serviceabilityOf(account?.eligibility ?? {}, ctx.policy)
  const resolved = resolveItems(requested, { offerings, place, today: dayOf(ctx.clock.now()) })
  if (!resolved.ok) return resolved
  return accept({
    order: {
      id: 'dry-run',
      crmOrderId: 'dry-run',
      // The opportunity is found or made when the order is placed (R077).
      opportunityId: ctx.policy.opportunity.enabled ? 'dry-run' : undefined,
      customer: mapping,
      state: 'pending',
      generation: 0,
      items: resolved.value.items,
      correlationId: ctx.correlationId,
    },
    problems: [],
  })
}

function comparePrices(items: OrderItem[], products: BillingProduct[]): DryRunBody['prices'] {
  return items.map(({ id, sku, billingCycle, unitPrice, billingProductId }) => {
    const product = products.find((candidate) => candidate.billingProductId === billingProductId)
    const billing = product?.prices[billingCycle]
    const same = billing?.amountMinor === unitPrice.amountMinor && billing.currency === unitPrice.currency
    return { itemId: id, sku, billingCycle, crm: unitPrice, billing, same }
  })
}
