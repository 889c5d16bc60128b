import { randomInt } from 'node:crypto'
import { passwordProblem } from '@turnup/contracts'
import { accept, type Outcome, refuse } from '@turnup/domain'
import { hashPassword } from '../authentication/password-hash.ts'

/** Without letters and digits that look alike. */
const alphabet = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

export interface NewPassword {
  hash: string
  /** Present when it was made here: shown once, good for one sign-in. */
  oneTimePassword?: string
}

/** Twenty characters in groups of five: 115 random bits that can be read out on the phone. */
function newOneTimePassword(): string {
  const groups = Array.from({ length: 4 }, () =>
    Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join(''),
  )
  return groups.join('-')
}

/** The password that somebody chose, checked against the rules, or a new one for one use when none was given. */
export async function newPasswordFor(
  email: string,
  chosen: string | undefined,
  field = 'password',
): Promise<Outcome<NewPassword>> {
  if (chosen === undefined) {
    const oneTimePassword = newOneTimePassword()
    return accept({ hash: await hashPassword(oneTimePassword), oneTimePassword })
  }
  const problem = passwordProblem(chosen, { email })
  if (problem) return refuse('invalid', 'PASSWORD_WEAK', problem, { field })
  return accept({ hash: await hashPassword(chosen) })
}
