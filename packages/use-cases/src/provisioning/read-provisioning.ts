import type {
  ProvisioningDetailBody,
  ProvisioningItemBody,
  ProvisioningListBody,
  ProvisioningQuery,
} from '@turnup/contracts'
import {
  accept,
  isPbxProduct,
  isRegulated,
  type OrderStep,
  type Outcome,
  type PbxDetails,
  pbxKeys,
  seatsOf,
} from '@turnup/domain'
import {
  countPbxPhases,
  lastPbxClaim,
  listPbxOrders,
  loadStepsOf,
  type OperatorRole,
  type OrderWork,
  type PbxOrderRow,
  readPbxCorrection,
  readPbxOrder,
} from '@turnup/store'
import type { Context } from '../context.ts'
import { asOperator } from '../operators/as-operator.ts'
import { errorOf, isOverdue, nextActionBody } from '../order-desk/order-summary.ts'
import { orderUnknown } from '../order-desk/read-order-page.ts'
import { cursorRefusal } from '../order-desk/store-filter.ts'
import { listPapers } from './papers.ts'
import { askPbxOrder, resultOf } from './pbx-order.ts'
import { problemsSaid } from './problems-said.ts'
import { provisioningActionsFor } from './provisioning-actions.ts'

/** The provisioning queue: every PBX order with its badge and what can be done about it (R197 to R199). */
export async function listProvisioning(
  ctx: Context,
  query: ProvisioningQuery,
): Promise<Outcome<ProvisioningListBody>> {
  const asked = await asOperator(ctx, 'viewer')
  if (!asked.ok) return asked
  const filter = { provider: query.provider, isOpen: query.open, search: query.search }
  const page = await listPbxOrders(ctx.db, { ...filter, phase: query.phase }, query)
  if (!page) return cursorRefusal()
  const [steps, counts] = await Promise.all([
    loadStepsOf(
      ctx.db,
      page.items.map((row) => row.id),
    ),
    countPbxPhases(ctx.db, filter),
  ])
  const now = ctx.clock.now()
  const items = page.items.map((row) => itemBody(row, steps.get(row.id) ?? [], asked.value.role, now))
  return accept({ items, counts, ...(page.nextCursor ? { nextCursor: page.nextCursor } : {}) })
}

function itemBody(row: PbxOrderRow, steps: OrderStep[], role: OperatorRole, now: Date): ProvisioningItemBody {
  const { pbx } = row
  const view = { state: row.state, kind: row.kind, crmOrderId: row.crm_order_id ?? undefined, pbx, steps }
  return {
    orderId: row.id,
    crmOrderId: row.crm_order_id ?? undefined,
    orderNumber: row.crm_order_number ?? undefined,
    state: row.state,
    phase: row.phase,
    isRegulated: pbx.registration !== undefined,
    customer: {
      id: row.customer_id,
      name: `${row.first_name} ${row.last_name}`,
      company: row.company ?? undefined,
      email: row.email,
    },
    contact: pbx.contact,
    products: row.items.filter(isPbxProduct).map(({ name, sku, quantity }) => ({ name, sku, quantity })),
    providerId: pbx.number.providerId,
    number: resultOf({ steps }, pbxKeys.awaitActive, 'number') ?? pbx.number.number,
    domain: pbx.tenant.domain,
    seats: seatsOf(row.items) || pbx.tenant.seats,
    nextAction: nextActionBody(row.next_action),
    overdue: isOverdue(row.next_action, now),
    error: errorOf(row),
    allowedActions: provisioningActionsFor(view, role),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}

/** A PBX order as its page shows it, without the personal data of the registration. */
export async function readProvisioning(
  ctx: Context,
  named: string,
): Promise<Outcome<ProvisioningDetailBody>> {
  const asked = await askPbxOrder(ctx, named, 'viewer')
  if (!asked.ok) return asked
  const { work, operator } = asked.value
  const row = await readPbxOrder(ctx.db, work.head.id)
  if (!row) return orderUnknown()
  const { pbx } = work
  const [correction, claim, registration] = await Promise.all([
    correctionBody(ctx, pbx),
    claimBody(ctx, work.head.id),
    registrationBody(ctx, work, pbx),
  ])
  const { planName, monthly, setup } = pbx.number.prices
  const { providerId, offerId, planId, number, kind, place } = pbx.number
  return accept({
    ...itemBody(row, work.steps, operator.role, ctx.clock.now()),
    admin: pbx.admin,
    chosenNumber: { providerId, offerId, planId, planName, number, kind, place, monthly, setup },
    registration,
    correction,
    claim,
    waiting: waitingBody(work.steps),
    carrierOrder: carrierOrderBody(work),
    tenant: tenantBody(work),
  })
}

async function registrationBody(ctx: Context, { head, steps }: OrderWork, pbx: PbxDetails) {
  const { registration } = pbx
  if (!registration) return undefined
  const { providerId } = pbx.number
  const carrier = Object.hasOwn(ctx.ports.numbers, providerId) ? ctx.ports.numbers[providerId] : undefined
  const portalUrl = carrier && isRegulated(carrier) ? carrier.portalUrl : undefined
  return {
    ...registration,
    papers: await listPapers(ctx, head.id),
    ...(portalUrl ? { portalUrl } : {}),
    problems: problemsSaid(steps),
  }
}

async function correctionBody(ctx: Context, { correction }: PbxDetails) {
  const request = correction && (await readPbxCorrection(ctx.db, correction.correctionId))
  if (!correction || !request) return undefined
  const { fields, proofsOf, message, expiresAt } = request
  const { requestedAt, submittedAt } = correction
  return { requestedAt, submittedAt, expiresAt: expiresAt.toISOString(), fields, proofsOf, message }
}

async function claimBody(ctx: Context, orderId: string) {
  const claim = await lastPbxClaim(ctx.db, orderId)
  return (
    claim && {
      sentAt: claim.sentAt.toISOString(),
      expiresAt: claim.expiresAt.toISOString(),
      usedAt: claim.usedAt?.toISOString(),
      times: claim.sequence,
    }
  )
}

function waitingBody(steps: OrderStep[]) {
  const step = steps.find((one) => one.waiting)
  if (!step?.waiting) return undefined
  const { why, since, escalateAt } = step.waiting
  return { for: why, since, lookAgainAt: step.wakeAt?.toISOString(), escalateAt }
}

function carrierOrderBody(work: OrderWork) {
  const orderId = resultOf(work, pbxKeys.orderNumber, 'orderId')
  if (orderId === undefined) return undefined
  const round = work.steps.find((step) => step.key === pbxKeys.orderNumber)?.input.round
  const verificationId = resultOf(work, pbxKeys.requestVerification, 'verificationId')
  return { orderId, verificationId, round: typeof round === 'number' ? round : 1 }
}

function tenantBody(work: OrderWork) {
  const tenantId = resultOf(work, pbxKeys.createTenant, 'tenantId')
  const loginUrl = resultOf(work, pbxKeys.createTenant, 'loginUrl')
  return tenantId !== undefined && loginUrl !== undefined ? { tenantId, loginUrl } : undefined
}
