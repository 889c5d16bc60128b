import { hash, verify } from '@node-rs/argon2'

/** Argon2id, 19 MiB and two passes: OWASP's first recommendation for it. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export async function hashPassword(password: string): Promise<string> {
  return hash(password, cost)
}

let nobody: Promise<string> | undefined

/**
 * Compares a password with its hash. Without a hash it does the same work and says no, so that the time of an answer
 * does not tell whether a user exists.
 */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  if (passwordHash !== undefined) return verify(passwordHash, password)
  nobody ??= hashPassword('a user who does not exist')
  await verify(await nobody, password)
  return false
}
