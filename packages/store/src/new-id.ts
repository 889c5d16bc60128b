import { v7 } from 'uuid'

/** A time-ordered UUID (version 7), so that indexes grow at their end. */
export function newId(): string {
  return v7()
}
