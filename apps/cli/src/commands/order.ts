import type { ConsoleOrderBody } from '@turnup/contracts'
import { readConsoleOrder } from '@turnup/use-cases'
import type { Command } from 'commander'
import colors from 'picocolors'
import { actingOperator, type Where, withSession } from '../session.ts'
import { terminal } from '../terminal.ts'
import { withInstallation } from './installation-option.ts'

interface Options extends Where {
  as?: string
  json?: true
}

const marks: Partial<Record<ConsoleOrderBody['plan']['steps'][number]['state'], string>> = {
  done: colors.green('✓'),
  skipped: colors.dim('-'),
  failed: colors.red('✗'),
  unknown: colors.red('?'),
  running: colors.cyan('▸'),
  undone: colors.dim('↶'),
}

function print(order: ConsoleOrderBody): void {
  terminal.heading(`Order ${order.id}`)
  terminal.fact('state', `${order.state}, generation ${order.generation}`)
  if (order.crmOrderId) terminal.fact('CRM', `${order.crmOrderId} ${order.orderNumber ?? ''}`)
  terminal.fact('customer', `${order.customer.number} ${order.customer.name}`)
  if (order.nextAction) {
    const { who, why, by, actions } = order.nextAction
    terminal.note(
      `${who} has to act: ${why}${by ? ` By ${by}.` : ''}${actions.length ? ` Can: ${actions.join(', ')}.` : ''}`,
    )
  }
  terminal.heading('Steps')
  for (const step of order.plan.steps) {
    terminal.line(`  ${marks[step.state] ?? '·'} ${step.key.padEnd(34)} ${step.describe}`)
    if (step.error) terminal.line(`      ${colors.red(step.error.code)} ${step.error.message}`)
    if (step.allowedActions.length > 0) terminal.dim(`      can be: ${step.allowedActions.join(', ')}`)
  }
  terminal.heading('Timeline')
  for (const event of order.timeline.items) {
    terminal.line(`  ${colors.dim(event.at.slice(0, 19).replace('T', ' '))}  ${event.text}`)
  }
}

async function show(id: string, { as, json, data }: Options): Promise<void> {
  const found = await withSession({ data }, async ({ services, contextFor }) =>
    readConsoleOrder(contextFor(await actingOperator(services, as)), id),
  )
  if (!found.ok) throw new Error(found.refusal.message)
  if (json) terminal.line(JSON.stringify(found.value, null, 2))
  else print(found.value)
}

/** `turnup order show ID`. */
export function add(program: Command): void {
  const command = program
    .command('order')
    .summary('look at one order')
    .description('Looks at one order.')
    .command('show')
    .argument('<id>', 'our id, or the id in the CRM')
    .summary('its plan, what was done, and who has to act')
    .description('Shows the plan step by step, the timeline, and who has to do what.')
    .option('--json', 'everything there is, as JSON')
    .option('--as <email>', 'the operator who looks; the first administrator unless given')
    .action(show)
  withInstallation(command)
}
