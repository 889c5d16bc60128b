/** What the phone system asks of a password besides our own rules (R177). */
export type MissingPart = 'lower' | 'upper' | 'digit'

const forms: Record<MissingPart, RegExp> = { lower: /\p{Ll}/u, upper: /\p{Lu}/u, digit: /\d/ }

/** Kinds of signs that are not in it yet. Pure. */
export function missingParts(password: string): MissingPart[] {
  return (['lower', 'upper', 'digit'] as const).filter((part) => !forms[part].test(password))
}
