import { serialize } from 'php-serialize'
import qs from 'qs'

/** PHP arrays are sent as maps from index to value, so that an index may be left out. */
export type FormValue = string | number | true | { [index: string]: string | number } | undefined
export type FormParams = Record<string, FormValue>

/**
 * A form body as PHP reads it: pid[0]=1&pid[1]=2. Plain repeated keys would keep only the last value. There is no
 * `false`: PHP takes the text "false" for true, so what is false is left out.
 */
export function encodeForm(params: FormParams): string {
  return qs.stringify(params, { skipNulls: true })
}

const largestPhpInt = 2n ** 63n - 1n
const smallestPhpInt = -(2n ** 63n)

/** PHP turns array keys that are written like whole numbers of 64 bits into numbers; all others stay texts. */
function phpInteger(text: string): bigint | undefined {
  if (!/^(0|-?[1-9]\d{0,18})$/.test(text)) return undefined
  const number = BigInt(text)
  return number >= smallestPhpInt && number <= largestPhpInt ? number : undefined
}

function encode(map: Record<string, string>, encodeValue: (value: string) => string | bigint): string {
  const entries = Object.entries(map).map(
    ([key, value]) => [phpInteger(key) ?? key, encodeValue(value)] as const,
  )
  return Buffer.from(serialize(new Map(entries)), 'utf8').toString('base64')
}

/** Custom fields: base64 of PHP's serialize, values always texts, so that leading zeros of an ICCID survive. */
export function encodeTextMap(map: Record<string, string>): string {
  return encode(map, (value) => value)
}

/** Configurable options: the same with whole numbers as numbers, {1: 999} being YToxOntpOjE7aTo5OTk7fQ== (X22). */
export function encodeOptionMap(map: Record<string, string>): string {
  return encode(map, (value) => phpInteger(value) ?? value)
}
