import { longestPassword, passwordProblem, shortestPassword } from '@turnup/contracts/password-rules'

export type PasswordTrouble = 'short' | 'long' | 'blank' | 'same' | 'email' | 'guessed'

/** Which of the password rules is not met, so that it can be said in the language of the page; undefined when none. */
export function passwordTrouble(password: string, email: string): PasswordTrouble | undefined {
  if (!passwordProblem(password, { email })) return undefined
  if (password.length < shortestPassword) return 'short'
  if (password.length > longestPassword) return 'long'
  if (password.trim() !== password) return 'blank'
  if (new Set(password).size < 5) return 'same'
  return passwordProblem(password) ? 'guessed' : 'email'
}
