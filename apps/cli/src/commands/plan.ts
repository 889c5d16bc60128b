import { readFileSync } from 'node:fs'
import { type DryRunBody, DryRunRequest } from '@turnup/contracts'
import { dryRunPlan } from '@turnup/use-cases'
import type { Command } from 'commander'
import colors from 'picocolors'
import { actingOperator, type Where, withSession } from '../session.ts'
import { terminal } from '../terminal.ts'
import { describeIssues } from './describe-issues.ts'
import { withInstallation } from './installation-option.ts'

interface Options extends Where {
  as?: string
  json?: true
}

const help = `
The file holds JSON: an order of the CRM, {"crmOrderId": "801..."}, or what somebody would order:
{"customerNumber": "C-1001", "items": [{"productId": "ESIM-DATA-20", "quantity": 1, "configOptions": {"21": "211"}}]}.
A minus reads it from standard input. Nothing is written anywhere, here or outside.`

function print({ ok, steps, explanation, warnings, problems }: DryRunBody): void {
  for (const { code, message } of problems) terminal.problem(`${code}: ${message}`)
  if (ok) terminal.heading('Steps')
  for (const step of steps) {
    const after = step.needs.length > 0 ? colors.dim(`  after ${step.needs.join(', ')}`) : ''
    terminal.line(
      `  ${step.key.padEnd(34)} ${step.describe}${step.pointOfNoReturn ? colors.yellow('  point of no return') : ''}${after}`,
    )
    if (step.gate) terminal.line(`      waits for ${step.gate.kind}: ${step.gate.question}`)
  }
  terminal.heading('Why')
  for (const { subject, decision, because } of explanation)
    terminal.line(`  ${subject}: ${decision}, because ${because}`)
  for (const warning of warnings) terminal.note(warning)
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(`${file} is not JSON.`)
  }
}

async function plan(file: string, { as, json, data }: Options): Promise<void> {
  const text = readFileSync(file === '-' ? 0 : file, 'utf8')
  const request = DryRunRequest.safeParse(parseJson(file, text))
  if (!request.success) throw new Error(`${file} is not such an order:\n${describeIssues(request.error)}`)
  const planned = await withSession({ data }, async ({ services, contextFor }) =>
    dryRunPlan(contextFor(await actingOperator(services, as)), request.data),
  )
  if (!planned.ok) throw new Error(planned.refusal.message)
  if (json) terminal.line(JSON.stringify(planned.value, null, 2))
  else print(planned.value)
  if (!planned.value.ok) process.exitCode = 1
}

/** `turnup plan FILE`. */
export function add(program: Command): void {
  const command = program
    .command('plan')
    .argument('<file>', 'the order, as JSON')
    .summary('show what would be done for an order, and why, without doing it')
    .description('Shows the plan that an order would get now, with every choice explained.')
    .option('--json', 'as JSON, with the prices of both sides')
    .option('--as <email>', 'the operator who looks; the first administrator unless given')
    .addHelpText('after', help)
    .action(plan)
  withInstallation(command)
}
