import { redriveOpenOrders } from '@turnup/use-cases'
import type { Command } from 'commander'
import { localActor, type Where, withSession } from '../session.ts'
import { terminal } from '../terminal.ts'
import { withInstallation } from './installation-option.ts'

async function resume(where: Where): Promise<void> {
  const result = await withSession(where, ({ contextFor }) => redriveOpenOrders(contextFor(localActor)))
  terminal.done('woken', `${result.orders} orders, ${result.requests} requests, ${result.mails} mails`)
  if (result.interrupted) throw new Error(`${result.interrupted} Start it, then run this again.`)
}

/** `turnup resume`. */
export function add(program: Command): void {
  const command = program
    .command('resume')
    .summary('wake everything that the database says is unfinished')
    .description(
      'Wakes the engine for every unfinished order, request and mail. For after a restore, or when the engine has lost ' +
        'its data; at other times it is harmless, since whatever wakes looks at the database first.',
    )
    .action(resume)
  withInstallation(command)
}
