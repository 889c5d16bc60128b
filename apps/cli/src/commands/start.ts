import path from 'node:path'
import type { Command } from 'commander'
import { demoCustomer, demoOperator, demoSetting } from '../demo/demo-people.ts'
import { runDemoOrder } from '../demo/run-demo-order.ts'
import { seedDemo } from '../demo/seed-demo.ts'
import { defaultDataDir } from '../installation/data-folder.ts'
import { listenForStop } from '../processes/stop-requests.ts'
import { type Installation, type Report, startEverything } from '../start/start-everything.ts'
import { terminal } from '../terminal.ts'
import { parsePort } from './numbers.ts'

interface Options {
  demo?: true
  sandbox?: true
  data?: string
  port?: number
  sandboxPort?: number
}

const help = `
Everything runs on this machine, each part as a process of its own: PostgreSQL, the engine (Restate), the server, and
with --sandbox or --demo the imitated outside systems. A part that crashes is started again. Only 127.0.0.1 is
listened on, unless HOST says otherwise. Ctrl-C stops everything in order; a second Ctrl-C stops it at once.

Without --sandbox, the settings of your own systems are read from the environment and from the file that
TURNUP_SETTINGS names (docs/settings.md). DATABASE_URL, or RESTATE_INGRESS_URL with RESTATE_ADMIN_URL, name a database
and an engine of your own; then none is started here.

Data is kept in .turnup/live, or .turnup/sandbox, of the project, unless --data says otherwise. To back up a live
installation, back up two things: the database (pg_dump or pg_basebackup with the address from running.json in the
data folder), and master-key.secret there, or your own TURNUP_MASTER_KEY; without it, what is sealed in the database
cannot be read. The engine's store needs no backup: it is filled from the database again.`

function report(): Report {
  return {
    started: (name, where, startedAt) => terminal.done(name, where, startedAt),
    note: (text) => terminal.note(text),
    onCrash: (name, reason, pauseMs) =>
      terminal.note(`The ${name} ${reason}; it starts again in ${pauseMs / 1000} s.`),
    onRecovery: (name) => terminal.done(name, 'is back'),
    onGivingUp: (name, reason) => terminal.problem(`The ${name} cannot go on.\n${reason}`),
  }
}

/** Says where everything is, once it is up. */
function describe({ addresses }: Installation, dataDir: string): void {
  terminal.line()
  if (addresses.server) {
    terminal.fact('portal', `${addresses.server}/   for customers`)
    terminal.fact('console', `${addresses.server}/console   for operators`)
  }
  if (addresses.sandbox) {
    terminal.fact('sandbox', `${addresses.sandbox}/   the outside systems: approve orders, cause faults`)
  }
  if (addresses.server) terminal.fact('API', `${addresses.server}/api/docs`)
  terminal.fact('data', `${path.relative(process.cwd(), dataDir) || '.'}   with the logs in logs/`)
}

/** Seeds the demo provider and, the first time, takes one order from sign-up to live service, told as it happens. */
async function demonstrate({ addresses, environment }: Installation): Promise<void> {
  const { server = '', sandbox = '' } = addresses
  try {
    await seedDemo(environment)
    terminal.heading('One order, from checkout to live service')
    const startedAt = performance.now()
    const ordered = await runDemoOrder({ server, sandbox }, (text) => terminal.told(text, startedAt))
    if (!ordered) terminal.dim('  The demo order was made at the first start; place more at the portal.')
  } catch (error) {
    terminal.problem(`The demo order did not get through. ${(error as Error).message}`)
  }
}

function describeSignIns(): void {
  terminal.line()
  terminal.fact('customer', `${demoCustomer.email}   ${demoCustomer.password}`)
  terminal.fact('operator', `${demoOperator.email}   ${demoOperator.password}`)
}

async function start(given: Options): Promise<void> {
  const stop = listenForStop()
  const mode = given.demo || given.sandbox ? 'sandbox' : 'live'
  const dataDir = path.resolve(given.data ?? defaultDataDir(mode))
  terminal.heading(mode === 'sandbox' ? 'Turnup, with the sandbox' : 'Turnup')
  const installing = startEverything(
    {
      mode,
      dataDir,
      ...(given.port === undefined ? {} : { port: given.port }),
      ...(given.sandboxPort === undefined ? {} : { sandboxPort: given.sandboxPort }),
      ...(given.demo ? { settingsFor: (sandboxUrl) => ({ TURNUP_DEMO: demoSetting(sandboxUrl) }) } : {}),
    },
    report(),
  )
  // While it starts, one request to stop is enough: what has been started ends with us.
  const first = await Promise.race([installing, stop.requested])
  if (typeof first === 'string') process.exit(130)
  stop.onInsisting(() => {
    first.kill()
    process.exit(130)
  })
  if (given.demo) await Promise.race([demonstrate(first), stop.requested])
  describe(first, dataDir)
  if (given.demo) describeSignIns()
  terminal.line()
  terminal.dim('  Ctrl-C stops everything. The next start finds the data again.')
  await stop.requested
  terminal.line()
  terminal.dim('  Stopping; Ctrl-C again to stop at once.')
  await first.stop()
  terminal.dim('  Stopped.')
  process.exit(0)
}

/** `turnup start`. */
export function add(program: Command): void {
  program
    .command('start')
    .summary('start everything on this machine and keep it running')
    .description('Starts Turnup with everything it needs on this machine and keeps it running.')
    .option('--demo', 'work against the sandbox, and show one order from checkout to live service')
    .option('--sandbox', 'work against the sandbox instead of your own systems')
    .option('--data <folder>', 'where everything is kept')
    .option('--port <number>', 'port of the server (usually 3000)', parsePort)
    .option('--sandbox-port <number>', 'port of the sandbox (usually 4000)', parsePort)
    .addHelpText('after', help)
    .action(start)
}
