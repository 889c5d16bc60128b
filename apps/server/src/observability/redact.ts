import { maskEmail, redactText } from '@turnup/domain'

/** Keys whose values never reach a log line, wherever they stand (R031, R047, R147). */
const secretKey =
  /^(authorization|cookie|set-cookie|.*password.*|.*passphrase.*|.*secret.*|.*token|.*api_?key|.*private_?key|.*signature|x-signature|iccid|eid|imsi|msisdn|matching_?id|activation_?code|confirmation_?code|card.*|pan|cvv|cvc|expiry|iban|first_?name|last_?name|full_?name|company|phone.*|street|address.*|city|postal_?code|postcode|building_?name|room_?number)$/i
const emailKey = /^(e-?mail|to|cc|bcc|recipient|username|to_?email)$/i
const keptDepth = 8

/** A copy of log fields without secrets and personal data. Errors are left to the error serializer. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value !== 'object' || value === null || value instanceof Error || value instanceof Date)
    return value
  if (depth >= keptDepth) return '[deeper]'
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1))
  if (ArrayBuffer.isView(value)) return '[bytes]'
  if (!isPlain(value)) return `[${value.constructor?.name ?? 'object'}]`
  const copy: Record<string, unknown> = {}
  for (const [key, item] of Object.entries(value)) copy[key] = redactEntry(key, item, depth)
  return copy
}

/** Requests, replies and connections are worlds of their own; a log line has no use for them. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function redactEntry(key: string, item: unknown, depth: number): unknown {
  if (item === undefined || item === null || typeof item === 'boolean') return item
  if (secretKey.test(key)) return '[redacted]'
  if (emailKey.test(key) && typeof item === 'string')
    return item.includes('@') ? maskEmail(item) : '[redacted]'
  return redact(item, depth + 1)
}
