import type { PbxDetails, RegistrationData, RegistrationField, RegistrationProblem } from '@turnup/domain'

const addressFields: readonly RegistrationField[] = ['country', 'city', 'postalCode', 'street']
const dateFields: readonly RegistrationField[] = ['birthDate']

/** Letters and digits alone, without accents: how two spellings of a name or a street are compared. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Whether all words of one stand in the other, in any order. */
export function holdsWords(text: string, words: string): boolean {
  const there = new Set(plain(text).split(' '))
  return plain(words)
    .split(' ')
    .every((word) => there.has(word))
}

/**
 * What an operator would look for in a registration: missing fields, impossible dates, incomplete addresses, a company
 * that is not the one that ordered (R200). Pure; reads personal data and repeats none.
 * @param today YYYY-MM-DD
 */
export function registrationProblems(
  { company, registration }: PbxDetails,
  { values }: RegistrationData,
  today: string,
): RegistrationProblem[] {
  if (!registration) return []
  const missing = registration.requiredFields.filter((name) => !values[name]?.trim())
  const problems: RegistrationProblem[] = missing.map((name) =>
    addressFields.includes(name)
      ? problem('ADDRESS_INCOMPLETE', `The address lacks ${name}.`, [name])
      : problem('FIELD_MISSING', `${name} is missing.`, [name]),
  )
  for (const name of dateFields) {
    const date = values[name]
    if (date && !isPastDate(date, today))
      problems.push(problem('DATE_INVALID', `${name} is not a day in the past, YYYY-MM-DD.`, [name]))
  }
  const named = values.companyName
  if (registration.party === 'business' && named && !isSameCompany(named, company)) {
    const message = 'The company of the registration is not the company of the order.'
    problems.push(problem('BUSINESS_MISMATCH', message, ['companyName']))
  }
  return problems
}

function problem(code: string, message: string, fields: RegistrationField[]): RegistrationProblem {
  return { code, message, fields, proofsOf: [] }
}

function isPastDate(text: string, today: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text >= today || text < '1900-01-01') return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/** The legal form may be left out in one of the two. */
function isSameCompany(one: string, other: string): boolean {
  return holdsWords(one, other) || holdsWords(other, one)
}
