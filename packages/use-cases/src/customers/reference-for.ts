import { createHash } from 'node:crypto'

/**
 * A reference for an outside record that is the same whenever the same facts lead to it, so that the record is found
 * and not made again. Short enough for any reference field.
 */
export function referenceFor(kind: string, ...facts: string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(facts)).digest('hex')
  return `${kind}-${digest.slice(0, 32)}`
}

/** Tells a repeat of a request from another request: the same content in any order of keys gives the same text. */
export function fingerprintOf(request: unknown): string {
  const sorted = JSON.stringify(request, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
  return createHash('sha256').update(sorted).digest('hex')
}
