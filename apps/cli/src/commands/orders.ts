import { ConsoleOrderListQuery, type ConsoleOrderSummaryBody } from '@turnup/contracts'
import { listConsoleOrders } from '@turnup/use-cases'
import type { Command } from 'commander'
import colors from 'picocolors'
import { actingOperator, type Where, withSession } from '../session.ts'
import { terminal } from '../terminal.ts'
import { describeIssues } from './describe-issues.ts'
import { withInstallation } from './installation-option.ts'

interface Options extends Where {
  as?: string
  state?: string
  who?: string
  cause?: string
  customer?: string
  overdue?: true
  limit: string
  json?: true
}

function line(order: ConsoleOrderSummaryBody): string {
  const { id, state, customer, items, nextAction, error, createdAt, overdue } = order
  const what = items.map(({ sku, quantity }) => (quantity > 1 ? `${quantity} × ${sku}` : sku)).join(', ')
  const first = `${colors.bold(id)}  ${state.padEnd(12)} ${createdAt.slice(0, 16).replace('T', ' ')}  ${customer.number}  ${what}`
  if (!nextAction) return first
  const cause = error ? `${error.code}: ` : ''
  const due = nextAction.by
    ? ` by ${nextAction.by.slice(0, 16).replace('T', ' ')}${overdue ? ' (overdue)' : ''}`
    : ''
  return `${first}\n    ${colors.yellow(nextAction.who)} ${cause}${nextAction.why}${due}`
}

async function orders({
  as,
  json,
  state,
  who,
  cause,
  customer,
  overdue,
  limit,
  data,
}: Options): Promise<void> {
  const asked = ConsoleOrderListQuery.safeParse({
    ...(state ? { state } : {}),
    ...(who ? { who } : {}),
    ...(cause ? { errorCode: cause } : {}),
    ...(customer ? { customer } : {}),
    ...(overdue ? { overdue: 'true' } : {}),
    limit,
  })
  if (!asked.success) throw new Error(`That cannot be asked for:\n${describeIssues(asked.error)}`)
  const found = await withSession({ data }, async ({ services, contextFor }) =>
    listConsoleOrders(contextFor(await actingOperator(services, as)), asked.data),
  )
  if (!found.ok) throw new Error(found.refusal.message)
  const { items, nextCursor } = found.value
  if (json) return terminal.line(JSON.stringify(items, null, 2))
  if (items.length === 0) terminal.dim('No such orders.')
  for (const order of items) terminal.line(line(order))
  if (nextCursor) terminal.dim(`There are more; --limit shows up to 200 of them.`)
}

/** `turnup orders`. */
export function add(program: Command): void {
  const command = program
    .command('orders')
    .summary('list orders: state, customer, and who has to do what')
    .description('Lists orders, newest first, each with who has to act, why, and by when.')
    .option('--state <states>', 'only these, for example held,pending')
    .option(
      '--who <actors>',
      'only those that wait for customer, reviewer, operator, administrator, turnup or provider',
    )
    .option('--cause <codes>', 'only with this cause, for example PAYMENT_METHOD_MISSING')
    .option('--customer <customer>', 'only of this customer number or e-mail address')
    .option('--overdue', 'only past their deadline')
    .option('--limit <number>', 'how many', '50')
    .option('--json', 'as JSON')
    .option('--as <email>', 'the operator who looks; the first administrator unless given')
    .action(orders)
  withInstallation(command)
}
