import { createHash } from 'node:crypto'

/** What external_reference_id holds. */
const longest = 100

export function digestOf(ref: string): string {
  return createHash('sha256').update(ref).digest('hex').slice(0, 12)
}

/** How our reference stands at DIDWW: in full, or its beginning and a hash where it is too long. */
export function markerOf(ref: string): string {
  return ref.length <= longest ? ref : `${ref.slice(0, longest - 13)}#${digestOf(ref)}`
}

/** The reference of an order as far as DIDWW keeps it in full. */
export function refOf(marker: unknown): { ref?: string } {
  return typeof marker === 'string' && marker && !/#[0-9a-f]{12}$/.test(marker) ? { ref: marker } : {}
}
