import { migrate } from '@turnup/store'
import type { Command } from 'commander'
import { writtenSettings } from '../installation/own-settings.ts'
import { findEnvironment, type Where } from '../session.ts'
import { terminal } from '../terminal.ts'
import { withInstallation } from './installation-option.ts'

/** `turnup migrate`. */
export function add(program: Command): void {
  const command = program
    .command('migrate')
    .summary('bring the database to the newest schema')
    .description(
      'Brings the database that DATABASE_URL names to the newest schema. A server does the same when it starts; run this ' +
        'first where the server may not change the schema. Safe to repeat. Back up the database before you upgrade.',
    )
    .action(async (where: Where) => {
      const applied = await migrate(String(writtenSettings(await findEnvironment(where)).DATABASE_URL))
      if (applied.length === 0) terminal.done('schema', 'is the newest already')
      for (const name of applied) terminal.done('applied', name)
    })
  withInstallation(command)
}
