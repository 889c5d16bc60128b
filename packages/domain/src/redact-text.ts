import { maskIdentifier } from './mask.ts'

const redacted = '[redacted]'

const inTexts: [RegExp, (match: string, ...groups: string[]) => string][] = [
  [/\bLPA:1\$[^\s"']+/gi, () => `LPA:${redacted}`],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, (_match, scheme) => `${scheme} ${redacted}`],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, () => redacted],
  [/:\/\/[^/\s:@]+:[^/\s@]+@/g, () => `://${redacted}@`],
  [
    /\b((?:access_?|refresh_?|sso_?)?token|password|secret|api_?key|signature|sig)(=|":\s*")[^&\s"']+/gi,
    (_match, name, sign) => `${name}${sign}${redacted}`,
  ],
  [/\b(?:89\d{16,18}|\d{32})F?\b/g, (digits) => maskIdentifier(digits.replace(/F$/, ''))],
  // Not within something longer: ids of ours may hold as many digits.
  [/(?<![+\w-])[2-6](?:[ -]?\d){12,18}(?![\w-])/g, (digits) => (isCardNumber(digits) ? redacted : digits)],
]

/** A text without what looks like a token, an activation code, a card number or a full identifier. */
export function redactText(text: string): string {
  return inTexts.reduce((left, [pattern, instead]) => left.replace(pattern, instead), text)
}

/** Luhn's check digit: other long numbers pass one time in ten, which is the right side to err on. */
function isCardNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '')
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return digits.length >= 13 && sum % 10 === 0
}
