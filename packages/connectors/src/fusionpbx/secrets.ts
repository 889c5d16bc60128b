import { randomBytes, randomInt } from 'node:crypto'
import { compare, hash } from 'bcryptjs'

/** PHP's password_hash default, which FusionPBX uses. */
const bcryptCost = 10
const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** The password as FusionPBX keeps it. PHP writes $2y$ for what others call $2b$. */
export async function hashPassword(password: string): Promise<string> {
  return (await hash(password, bcryptCost)).replace(/^\$2[abx]\$/, '$2y$')
}

/** Would FusionPBX's login take this password? Hashes of another kind are nobody's. */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  return kept?.startsWith('$2') === true && compare(password, kept.replace(/^\$2y\$/, '$2b$'))
}

/** The hash of a password that nobody knows, not even we. */
export function unknownPasswordHash(): Promise<string> {
  return hashPassword(randomBytes(32).toString('base64url'))
}

/** A SIP password of an extension: 20 letters and digits that no one mistakes for others. */
export function extensionPassword(): string {
  return Array.from({ length: 20 }, () => letters[randomInt(letters.length)]).join('')
}

/** A voicemail password: digits, since it is typed on a phone. */
export function voicemailPassword(): string {
  return Array.from({ length: 8 }, () => randomInt(10)).join('')
}
