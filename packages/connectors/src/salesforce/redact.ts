import { type Json, maskEmail } from '@turnup/domain'

const personal = /^(Name|FirstName|LastName|Phone|MobilePhone|Description|Subject|.*Note.*)$/i
const emailInText = /[^\s'"<>:,;()]+@[^\s'"<>:,;()]+/g

/** Masks every e-mail address inside a text, a query for example. */
export function redactText(text: string): string {
  return text.replace(emailInText, (email) => maskEmail(email))
}

/** What of a request may be recorded: names, phone numbers and free text go, e-mail addresses are masked. */
export function redact(value: Json): Json {
  if (typeof value === 'string') return redactText(value)
  if (Array.isArray(value)) return value.map(redact)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      personal.test(key) && typeof part === 'string' ? '•••' : redact(part),
    ]),
  )
}
