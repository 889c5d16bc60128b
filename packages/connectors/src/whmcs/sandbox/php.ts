import { unserialize } from 'php-serialize'
import qs from 'qs'
import { WhmcsRefusal } from './refusal.ts'

export type PhpParams = Record<string, unknown>

/** PHP gives a[] the next free number; each array counts for itself. */
function numberEmptyBrackets(body: string): string {
  const next = new Map<string, number>()
  return body
    .split('&')
    .map((pair) =>
      pair.replace(/^([^=]*?)(?:\[\]|%5B%5D)(?==|$)/i, (_match, name: string) => {
        const index = next.get(name) ?? 0
        next.set(name, index + 1)
        return `${name}[${index}]`
      }),
    )
    .join('&')
}

/** A form body as PHP sees it: brackets make arrays, gaps in them stay, of plain repeated keys the last one counts. */
export function parsePhpForm(body: string): PhpParams {
  return qs.parse(numberEmptyBrackets(body), {
    duplicates: 'last',
    parseArrays: false,
    parameterLimit: 10_000,
    depth: 3,
  })
}

/** The parameter as text; an array where a text is wanted counts as missing. */
export function text(params: PhpParams, name: string): string | undefined {
  const value = params[name]
  return typeof value === 'string' ? value : undefined
}

/** PHP's (int): what does not begin with digits is 0. */
export function whole(params: PhpParams, name: string): number {
  return Number.parseInt(text(params, name) ?? '', 10) || 0
}

/** Any text but "" and "0" is true, "false" included: that is PHP. */
export function flag(params: PhpParams, name: string): boolean {
  const value = text(params, name)
  return value !== undefined && value !== '' && value !== '0'
}

/** @throws WhmcsRefusal when something else than an array was sent under that name */
export function array(params: PhpParams, name: string): Map<number, string> {
  const value = params[name]
  if (value === undefined) return new Map()
  if (typeof value !== 'object' || value === null) {
    throw new WhmcsRefusal(`Expecting parameter '${name}' to be an array`)
  }
  return new Map(Object.entries(value).map(([key, item]) => [Number(key), String(item)]))
}

/** base64 of a PHP array of plain values; anything else is nothing, and WHMCS does not say so. */
export function readMap(encoded: string | undefined): Map<string, string> {
  try {
    const value: unknown = unserialize(Buffer.from(encoded ?? '', 'base64').toString('utf8'))
    if (typeof value !== 'object' || value === null) return new Map()
    const plain = Object.entries(value).filter(([, item]) =>
      ['string', 'number', 'bigint'].includes(typeof item),
    )
    return new Map(plain.map(([key, item]) => [key, String(item)]))
  } catch {
    return new Map()
  }
}
