/**
 * What remains of an identifier in records, mails and logs: ICCID and EID keep their last 4 digits (R110).
 * Returns only bullets and the tail, so the length of the original is not told either.
 */
export function maskIdentifier(identifier: string, keep = 4): string {
  return `••••${identifier.slice(-keep)}`
}

/** An e-mail address for logs: first letter and domain. */
export function maskEmail(email: string): string {
  const [local = '', host = ''] = email.split('@')
  return `${local.slice(0, 1)}•••@${host}`
}
