import { createHash } from 'node:crypto'

function digest(ref: string): Buffer {
  return createHash('sha256').update(ref).digest()
}

/**
 * How our reference stands in a number's note, which holds 49 characters: the order's id in plain, so that a person
 * recognises it, and twelve characters of a hash of the whole reference.
 */
export function noteOf(ref: string): string {
  const order = (ref.split('/')[0] ?? '').replace(/[^\w-]/g, '').slice(0, 36)
  return `${order}#${digest(ref).toString('hex').slice(0, 12)}`
}

/** A person may have written around it. */
export function carries(note: string, ref: string): boolean {
  return note.split(/\s+/).includes(noteOf(ref))
}

/** The name of the sub-account that stands for a reference: 12 characters, which is what VoIP.ms allows. */
export function usernameOf(ref: string): string {
  const number = digest(ref).readBigUInt64BE()
  return `t${number.toString(36).padStart(13, '0').slice(-11)}`
}
