import type {
  ConsoleCustomerBody,
  ConsoleCustomerListBody,
  ConsoleCustomerQuery,
  ConsoleCustomerSummaryBody,
} from '@turnup/contracts'
import { accept, type Outcome, redactText, refuse } from '@turnup/domain'
import { type CustomerRow, listCustomers, listOrders, readCustomer } from '@turnup/store'
import type { Context } from '../context.ts'
import { asOperator } from '../operators/as-operator.ts'
import { orderSummary } from './order-summary.ts'
import { cursorRefusal } from './store-filter.ts'

/** Customers by number, e-mail, name or an outside system's id; newest first. */
export async function findCustomers(
  ctx: Context,
  { query, needsReview, cursor, limit }: ConsoleCustomerQuery,
): Promise<Outcome<ConsoleCustomerListBody>> {
  const asked = await asOperator(ctx, 'viewer')
  if (!asked.ok) return asked
  const page = await listCustomers(ctx.db, { text: query, needsReview }, { cursor, limit })
  if (!page) return cursorRefusal()
  return accept({ ...page, items: page.items.map(customerSummary) })
}

/** One customer with the mapping triple (R034) and the newest orders. */
export async function readConsoleCustomer(ctx: Context, id: string): Promise<Outcome<ConsoleCustomerBody>> {
  const asked = await asOperator(ctx, 'viewer')
  if (!asked.ok) return asked
  const found = await readCustomer(ctx.db, id)
  if (!found) return refuse('not-found', 'CUSTOMER_UNKNOWN', 'There is no such customer.')
  const { customer, mapping } = found
  const orders = await listOrders(ctx.db, { customerId: id }, { sort: '-created', limit: 20 })
  return accept({
    ...customerSummary(customer),
    phone: customer.phone ?? undefined,
    locale: customer.locale,
    activatedAt: customer.activated_at?.toISOString(),
    mapping: mapping && {
      billingClientId: mapping.billing_client_id,
      crmAccountId: mapping.crm_account_id,
      createdAt: mapping.created_at.toISOString(),
    },
    orders: (orders?.items ?? []).map((row) => orderSummary(ctx, row, ctx.clock.now())),
  })
}

function customerSummary(row: CustomerRow): ConsoleCustomerSummaryBody {
  return {
    id: row.id,
    number: row.customer_number,
    email: row.email,
    firstName: row.first_name,
    lastName: row.last_name,
    company: row.company ?? undefined,
    state: row.state,
    reviewReason: row.review_reason === null ? undefined : redactText(row.review_reason),
    createdAt: row.created_at.toISOString(),
  }
}
