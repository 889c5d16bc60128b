import { activationCodeSecret } from '@turnup/domain'
import { eraseFinishedOrderSecrets, eraseSecretsBefore } from '@turnup/store'
import type { Services } from '../context.ts'

/** Who has not installed an eSIM by then asks for a new one. */
const codeKeepMs = 90 * 24 * 60 * 60 * 1000

/**
 * Erases what nobody may keep any longer (R110): activation codes whose time is up, and what finished orders left
 * behind when a process died before it could do so. Safe to repeat.
 * @returns how many secrets and profiles were dealt with
 */
export async function forgetSecrets({ db, clock }: Pick<Services, 'db' | 'clock'>): Promise<number> {
  const now = clock.now()
  const codes = await eraseSecretsBefore(db, activationCodeSecret(''), new Date(now.getTime() - codeKeepMs))
  return codes + (await eraseFinishedOrderSecrets(db, now))
}
