import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Command } from 'commander'
import { projectRoot } from '../installation/data-folder.ts'

const help = `
Run as many as you like side by side: they share nothing but the database and the engine, and one of them at a time
listens to platform events and sweeps. The engine must reach them all at one address: on one machine give them the same
ENGINE_DOOR_PORT, which they share; on several, put a load balancer in front and name it in ENGINE_DOOR_URL.
It logs JSON lines to its standard output, says on /health/ready whether it takes requests, and ends on SIGTERM when
the requests in hand are answered. docs/settings.md lists every setting.`

/** `turnup serve`. */
export function add(program: Command): void {
  program
    .command('serve')
    .summary('run one server process against your own database and engine')
    .description('Runs one server process; database, engine and outside systems are those of the settings.')
    .addHelpText('after', help)
    .action(async () => {
      await import(pathToFileURL(path.join(projectRoot, 'apps', 'server', 'src', 'main.ts')).href)
    })
}
