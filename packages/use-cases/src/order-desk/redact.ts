import { maskIdentifier, redactText } from '@turnup/domain'

/**
 * The last net before anything recorded reaches a screen (R146, R147): connectors redact what they record, and this
 * takes out what a new connector, a repair by hand or an outside system's own words may have let through.
 */
const secretKey =
  /(authorization|cookie|passw(or)?d|passphrase|secret|token|(api|access|private|signing)[_-]?key|credential|signature|matching[_-]?id|(activation|confirmation)[_-]?code|gateway[_-]?id|card[_-]?(number|num|no)$|^pan$|cvv|cvc|expiry|iban|^puk|^pin\d?$)/i
const identifierKey = /^(iccid|eid|imsi|msisdn|imei)$/i
/** The name under which an order keeps a sealed value, which tells nothing. */
const secretName = /^(iccid|eid|activation-code|confirmation-code):\d+\.\d+$/
const redacted = '[redacted]'
const keptDepth = 12

/** A copy without secrets and full identifiers of SIM profiles and devices (R110). */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= keptDepth) return '[deeper]'
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactEntry(key, item, depth)]))
}

function redactEntry(key: string, item: unknown, depth: number): unknown {
  if (item === null || item === undefined || typeof item === 'boolean') return item
  if (secretKey.test(key)) return isHarmless(item) ? item : redacted
  if (identifierKey.test(key) && (typeof item === 'string' || typeof item === 'number'))
    return maskIdentifier(String(item))
  return redact(item, depth + 1)
}

/** The name of a sealed value, or what is hidden already. */
function isHarmless(item: unknown): boolean {
  return typeof item === 'string' && (secretName.test(item) || /^(\[?redacted\]?|[•*]+\w{0,4})$/i.test(item))
}
