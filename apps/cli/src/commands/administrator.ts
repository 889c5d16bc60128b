import { randomBytes } from 'node:crypto'
import { ensureFirstAdministrator } from '@turnup/use-cases'
import type { Command } from 'commander'
import { type Where, withSession } from '../session.ts'
import { terminal } from '../terminal.ts'
import { withInstallation } from './installation-option.ts'

async function administrator(email: string, where: Where): Promise<void> {
  const password = randomBytes(15).toString('base64url')
  const made = await withSession(where, ({ services }) =>
    ensureFirstAdministrator(services, { email, password }),
  )
  if (!made.ok) throw new Error(made.refusal.message)
  if (!made.value.created)
    throw new Error('There is an active administrator already; they can make more in the console.')
  terminal.done('made', `${email} is the administrator now`)
  terminal.fact('password', `${password}   shown only now; change it after signing in`)
}

/** `turnup administrator EMAIL`. */
export function add(program: Command): void {
  const command = program
    .command('administrator')
    .argument('<email>', 'with which they sign in to the console')
    .summary('make the first administrator')
    .description(
      'Makes an administrator with a new password when there is no active one, and otherwise nothing.',
    )
    .action(administrator)
  withInstallation(command)
}
