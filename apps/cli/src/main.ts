import { Command } from 'commander'
import { terminal } from './terminal.ts'

/** Loaded only when asked for: most of them bring the whole server with them. */
const commands: Record<string, () => Promise<{ add(program: Command): void }>> = {
  start: () => import('./commands/start.ts'),
  sandbox: () => import('./commands/sandbox.ts'),
  serve: () => import('./commands/serve.ts'),
  migrate: () => import('./commands/migrate.ts'),
  doctor: () => import('./commands/doctor.ts'),
  administrator: () => import('./commands/administrator.ts'),
  orders: () => import('./commands/orders.ts'),
  order: () => import('./commands/order.ts'),
  plan: () => import('./commands/plan.ts'),
  resume: () => import('./commands/resume.ts'),
  esim: () => import('./commands/esim.ts'),
}

const help = `
To try it, with nothing but this machine: turnup start --demo
Commands that look at an installation take the one that DATABASE_URL and the other settings name, else the one that
runs here. Back up the database and the master key; nothing else holds anything that cannot be made again.`

const program = new Command('turnup')
  .description('Takes telecom orders from checkout to live service, each outside effect once.')
  .addHelpText('after', help)

const asked = process.argv[2] ?? ''
const names = Object.hasOwn(commands, asked) ? [asked] : Object.keys(commands)
try {
  for (const name of names) (await commands[name]?.())?.add(program)
  await program.parseAsync()
} catch (error) {
  terminal.problem(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
