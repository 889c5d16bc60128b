import type { UploadPaperRequest } from '@turnup/contracts'
import { mostPaperBytes } from '@turnup/contracts'
import type {
  PbxRegistration,
  RegistrationData,
  RegistrationField,
  RegistrationProblem,
} from '@turnup/domain'
import { holdsWords, plain } from './registration-problems.ts'

/** What a file is, told by its first bytes and not by its name (R202). */
export function mediaTypeOf(content: Uint8Array): string | undefined {
  const begins = (...bytes: number[]) => bytes.every((byte, index) => content[index] === byte)
  if (begins(0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  return begins(0x25, 0x50, 0x44, 0x46, 0x2d) ? 'application/pdf' : undefined
}

interface Paper {
  given: Omit<UploadPaperRequest, 'contentBase64'>
  content: Uint8Array
}

/**
 * Why a carrier would refuse a paper, before it is sent: type, size, age, names and address against the order (R202 to
 * R205). Pure; reads personal data and repeats none. @param today YYYY-MM-DD
 */
export function paperProblems(
  { given, content }: Paper,
  registration: PbxRegistration,
  data: RegistrationData,
  today: string,
): RegistrationProblem[] {
  const say = (code: string, message: string, fields: RegistrationField[] = []): RegistrationProblem => ({
    code,
    message,
    fields,
    proofsOf: [given.of],
  })
  const problems: RegistrationProblem[] = []
  if (mediaTypeOf(content) === undefined)
    problems.push(say('FILE_TYPE_NOT_ALLOWED', 'The file is neither JPG nor PNG nor PDF.'))
  if (content.byteLength > mostPaperBytes)
    problems.push(say('FILE_TOO_LARGE', 'The file is larger than 10 MB.'))
  const accepted = registration.proofs.filter(({ of }) => of === given.of).flatMap((proof) => proof.accepted)
  if (!accepted.some(({ proofTypeId }) => proofTypeId === given.proofTypeId))
    problems.push(
      say('PROOF_TYPE_UNKNOWN', `The carrier does not take this type of paper as proof of ${given.of}.`),
    )
  if (!given.isLegible)
    problems.push(say('DOCUMENT_UNREADABLE', 'The paper is not legible, or its corners are cut off.'))
  problems.push(...ageProblems(given, today, say))
  problems.push(...matchProblems(given, data, say))
  return problems
}

type Say = (code: string, message: string, fields?: RegistrationField[]) => RegistrationProblem

function ageProblems(
  { of, issuedOn, expiresOn }: Paper['given'],
  today: string,
  say: Say,
): RegistrationProblem[] {
  const problems: RegistrationProblem[] = []
  if (expiresOn !== undefined && expiresOn < today)
    problems.push(say('DOCUMENT_EXPIRED', 'The paper is no longer valid.'))
  if (of === 'address' && issuedOn === undefined)
    problems.push(say('DATE_MISSING', 'Enter the date that stands on the proof of address.'))
  if (issuedOn !== undefined && issuedOn > today)
    problems.push(say('DATE_INVALID', 'The date on the paper lies in the future.'))
  if (of === 'address' && issuedOn !== undefined && issuedOn < monthsBefore(today, 3))
    problems.push(say('DOCUMENT_EXPIRED', 'The proof of address is older than three months.'))
  return problems
}

/** The last day of a shorter month stands for the missing ones. */
function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const lastOfMonth = new Date(Date.UTC(year, month - months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 - months, Math.min(date, lastOfMonth))).toISOString().slice(0, 10)
}

function matchProblems(
  { of, nameOnPaper, addressOnPaper, registrationNumberOnPaper }: Paper['given'],
  { values }: RegistrationData,
  say: Say,
): RegistrationProblem[] {
  const problems: RegistrationProblem[] = []
  if (of === 'business') {
    if (!holdsWords(nameOnPaper, values.companyName ?? ''))
      problems.push(
        say('BUSINESS_MISMATCH', 'The company on the paper is not the one of the order.', ['companyName']),
      )
    const registered = plain(values.companyRegistrationNumber ?? '').replaceAll(' ', '')
    if (plain(registrationNumberOnPaper ?? '').replaceAll(' ', '') !== registered)
      problems.push(
        say('BUSINESS_MISMATCH', 'The registration number on the paper is not the one of the order.', [
          'companyRegistrationNumber',
        ]),
      )
    return problems
  }
  const person = `${values.firstName ?? ''} ${values.lastName ?? ''}`
  // Bills of a company go to the company.
  const { companyName } = values
  const isOfCompany = of === 'address' && !!companyName && holdsWords(nameOnPaper, companyName)
  if (!isOfCompany && !holdsWords(nameOnPaper, person))
    problems.push(
      say('NAME_MISMATCH', 'The name on the paper is not the one of the order.', ['firstName', 'lastName']),
    )
  const address = `${values.street ?? ''} ${values.postalCode ?? ''} ${values.city ?? ''}`
  if (of === 'address' && !holdsWords(addressOnPaper ?? '', address))
    problems.push(
      say('ADDRESS_MISMATCH', 'The address on the paper is not the one of the order.', [
        'street',
        'postalCode',
        'city',
      ]),
    )
  return problems
}
