import { refused } from './refusals.ts'

/** What DIDWW is asked for, and which of its answers are meant. */
export interface NumberPattern {
  /** Digits that the number holds, as its filter has them. */
  contains: string
  /** `number` is digits with the country code. */
  fits(number: string): boolean
}

/**
 * A pattern with stars (R168). DIDWW only knows "contains", so beginnings and ends are told apart here. A beginning
 * may be written with or without the country code.
 * @throws ProviderError `rejected` QUERY_INVALID
 */
export function readPattern(pattern: string, callingCode: string): NumberPattern {
  const bare = pattern.replace(/[\s().-]/g, '')
  const [, before, plus, digits, after] = /^(\*?)(\+?)(\d{1,15})(\*?)$/.exec(bare) ?? []
  if (digits === undefined || (before && plus)) {
    throw refused(
      'searchNumbers',
      'QUERY_INVALID',
      'Use digits, with a star where anything may stand: 212*, *555* or *99.',
    )
  }
  if (before && !after) return { contains: digits, fits: (number) => number.endsWith(digits) }
  if (before || (!after && !plus)) return { contains: digits, fits: (number) => number.includes(digits) }
  return {
    contains: digits,
    fits: (number) => number.startsWith(digits) || (!plus && number.startsWith(`${callingCode}${digits}`)),
  }
}
