export const shortestPassword = 10
export const longestPassword = 200

/** Passwords that are tried first wherever accounts are guessed; anything built on them alone is refused. */
const guessedFirst =
  /^(?:password|passw0rd|qwerty|qwertyuiop|azerty|letmein|welcome|iloveyou|admin|administrator|changeme|secret|abc|test|1q2w3e4r)?[\d!@#$%^&*._-]*$/i

/**
 * The password rules in words, used by the sign-up form and by the server alike.
 * @returns what is wrong and how to mend it, or undefined when the password may be used
 */
export function passwordProblem(password: string, person: { email?: string } = {}): string | undefined {
  if (password.length < shortestPassword) {
    return `Use at least ${shortestPassword} characters; a few words in a row are easy to remember.`
  }
  if (password.length > longestPassword) return `Use at most ${longestPassword} characters.`
  if (password.trim() !== password) return 'A password cannot begin or end with a blank.'
  if (new Set(password).size < 5) return 'Use at least five different characters.'
  const name = person.email?.split('@')[0]?.toLowerCase() ?? ''
  if (name.length >= 3 && password.toLowerCase().replace(/[^a-z]/g, '') === name.replace(/[^a-z]/g, '')) {
    return 'Do not use your e-mail address as the password.'
  }
  if (person.email && password.toLowerCase().includes(person.email.toLowerCase())) {
    return 'Do not use your e-mail address as the password.'
  }
  if (guessedFirst.test(password)) {
    return 'This password is among the first that are tried; add words of your own.'
  }
  return undefined
}
