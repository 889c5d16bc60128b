import { activationCodeSecret } from '@turnup/domain'
import { eraseSecretsBefore } from '@turnup/store'
import type { Services } from '../context.ts'

/** Who has not installed an eSIM by then asks for a new one. */
const keptMs = 90 * 24 * 60 * 60 * 1000

/** Erases activation codes whose time is up (R110). Safe to repeat. @returns how many */
export async function forgetActivationCodes({ db, clock }: Pick<Services, 'db' | 'clock'>): Promise<number> {
  return eraseSecretsBefore(db, activationCodeSecret(''), new Date(clock.now().getTime() - keptMs))
}
