import path from 'node:path'
import type { Command } from 'commander'
import { defaultDataDir } from '../installation/data-folder.ts'
import { listenForStop } from '../processes/stop-requests.ts'
import { choosePort } from '../start/choose-port.ts'
import { terminal } from '../terminal.ts'
import { parsePort } from './numbers.ts'

interface Options {
  data?: string
  port?: number
  latency: number
  settings?: true
}

const help = `
Use it to try Turnup, or a connector of your own, without any real system. The start page shows where people act, makes
systems fail on demand, moves the clock, and lists every call. By machine: /_sandbox/faults, /_sandbox/journal,
/_sandbox/clock, /_sandbox/reset, and /_sandbox/settings for the settings of a server that works against it.`

async function sandbox(options: Options): Promise<void> {
  const stop = listenForStop()
  const choice = { ...(options.port === undefined ? {} : { asked: options.port }), usual: 4_000 }
  const port = await choosePort('sandbox', '--port', choice, terminal.note)
  const dataDir = path.resolve(options.data ?? path.join(defaultDataDir('sandbox'), 'sandbox-alone'))
  // Late, so that no other command loads every connector.
  const { startSandbox } = await import('@turnup/sandbox')
  const running = await startSandbox({ port, dataDir, latencyMs: options.latency })
  terminal.heading('Turnup sandbox')
  for (const [name, address] of Object.entries(running.addresses)) terminal.done(name, address)
  terminal.line()
  terminal.fact('start page', `${running.url}/`)
  terminal.fact('settings', `${running.url}/_sandbox/settings`)
  await stop.requested
  await running.stop()
  process.exit(0)
}

/** `turnup sandbox`. */
export function add(program: Command): void {
  program
    .command('sandbox')
    .summary('start only the imitated outside systems')
    .description('Starts every outside system as an imitation on the wire, and nothing else.')
    .option('--data <folder>', 'where their state is kept')
    .option('--port <number>', 'port (usually 4000)', parsePort)
    .option('--latency <milliseconds>', 'how long every call takes', Number, 0)
    .addHelpText('after', help)
    .action(sandbox)
}
