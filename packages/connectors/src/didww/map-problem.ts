import type { ProofRequirement, RegistrationField, RegistrationProblem } from '@turnup/domain'

type Subject = ProofRequirement['of']

/** Which field the carrier's words speak of; they are free text, so this reads what can be read (R205). */
const fieldWords: [words: RegExp, fields: RegistrationField[]][] = [
  [/first name|given name/i, ['firstName']],
  [/last name|surname|family name/i, ['lastName']],
  [/\bfull name\b|(?<!company |business )\bname (does not|doesn't|must) match/i, ['firstName', 'lastName']],
  [/place of birth|country of birth|birth country/i, ['birthCountry']],
  [/birth date|date of birth|birthday/i, ['birthDate']],
  [/\bid number|personal id\b|identification number/i, ['idNumber']],
  [/(personal|representative) tax/i, ['personalTaxId']],
  [/phone/i, ['phone']],
  [/e-?mail/i, ['email']],
  [/company name|business name/i, ['companyName']],
  [/company (id|reg)|business registration|registration number/i, ['companyRegistrationNumber']],
  [/\bvat\b|tax code/i, ['vatId']],
  [/postal|post ?code|zip/i, ['postalCode']],
  [/\bcity\b/i, ['city']],
  [/building|house|apartment|street/i, ['street']],
  [/service description/i, ['serviceDescription']],
]

const subjectWords: [words: RegExp, subject: Subject][] = [
  [/company|business/i, 'business'],
  [/address|utility|bill\b|lease|rental|bank statement/i, 'address'],
  [/identity|passport|id card|licen[cs]e|personal|proof of id/i, 'identity'],
]

const isPaper =
  /proof|document|\bbill\b|passport|scan|copy|file|form|certificate|statement|licen[cs]e|id card|lease/i

function codeOf(words: string): string {
  if (/expired|outdated|too old|older than|more recent|not recent/i.test(words)) return 'DOCUMENT_EXPIRED'
  if (/legible|readable|blurr|quality|corners?|cut off|glare/i.test(words)) return 'DOCUMENT_UNREADABLE'
  const isMissing = /required|missing|must be (provided|attached|uploaded)|not (provided|attached)/i.test(
    words,
  )
  if (isMissing && isPaper.test(words)) return 'PROOF_MISSING'
  if (/name/i.test(words) && /match|differ/i.test(words)) return 'NAME_MISMATCH'
  if (/address/i.test(words) && /match|differ|must be|\bin\b/i.test(words)) return 'ADDRESS_MISMATCH'
  if (isMissing || /must be|can't be blank|blank/i.test(words)) return 'FIELD_MISSING'
  return 'OTHER'
}

const aboutPapers = new Set(['DOCUMENT_EXPIRED', 'DOCUMENT_UNREADABLE', 'PROOF_MISSING'])

/** The carrier's words in parts that a page and a correction link can use (X43); the words themselves stay. */
export function problemFrom(message: string): RegistrationProblem {
  const code = codeOf(message)
  const subjects = subjectWords.flatMap(([words, subject]) => (words.test(message) ? [subject] : []))
  const papers = aboutPapers.has(code) || (code !== 'FIELD_MISSING' && isPaper.test(message))
  const fields = fieldWords.flatMap(([words, names]) => (words.test(message) ? names : []))
  const wholeAddress = /address/i.test(message) && (code === 'ADDRESS_MISMATCH' || fields.length === 0)
  const address: RegistrationField[] =
    wholeAddress && !aboutPapers.has(code) ? ['street', 'postalCode', 'city'] : []
  return {
    code,
    message,
    fields: [...new Set([...fields, ...address])],
    proofsOf: papers ? [...new Set(subjects.slice(0, 1))] : [],
  }
}
