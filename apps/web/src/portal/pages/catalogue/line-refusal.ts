import { isApiError } from '../../../api/api-error.ts'

/** Which part of which line of the basket a refusal is about. */
export interface LineRefusal {
  /** Place in the basket, from 0. */
  index: number
  /** Key of the option at fault, where it is one. */
  optionKey?: string
}

/** Reads the path in a refusal, for example items.0.configOptions.21. Pure. */
export function lineRefusalOf(error: unknown): LineRefusal | undefined {
  const path = isApiError(error) ? error.field : undefined
  const [, index, optionKey] = path?.match(/^items\.(\d+)(?:\.configOptions\.(.+)|\..+)?$/) ?? []
  if (index === undefined) return undefined
  return { index: Number(index), ...(optionKey === undefined ? {} : { optionKey }) }
}
