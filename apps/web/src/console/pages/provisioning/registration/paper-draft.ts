import type { RegistrationProblemBody } from '@turnup/contracts'
import type { PaperKind } from './field-words.ts'

/** A paper while it is being filled in. */
export interface PaperDraft {
  of: PaperKind
  proofTypeId: string
  file: File | null
  /** YYYY-MM-DD, or ''. */
  issuedOn: string
  expiresOn: string
  nameOnPaper: string
  addressOnPaper: string
  registrationNumberOnPaper: string
  isLegible: boolean
}

export type PaperField = keyof PaperDraft
export type PaperProblems = Partial<Record<PaperField | 'whole', string>>

/** 10 MB (R202). */
const mostBytes = 10 * 1024 * 1024
const mediaTypes = ['image/jpeg', 'image/png', 'application/pdf']
/** What `<input type=file>` offers. */
export const acceptedFiles = '.jpg,.jpeg,.png,.pdf'
const mostMonths = 3

/** What would be refused, so that nothing has to travel for it (R202 to R204). @param today YYYY-MM-DD */
export function paperProblems(draft: PaperDraft, today: string): PaperProblems {
  const { of } = draft
  const found: PaperProblems = {
    file: fileProblem(draft.file),
    issuedOn: issueProblem(draft, today),
    expiresOn:
      draft.expiresOn !== '' && draft.expiresOn < today ? 'It has expired. Ask for a valid one.' : undefined,
    nameOnPaper: draft.nameOnPaper.trim() === '' ? 'Write the name as it stands on the paper.' : undefined,
    addressOnPaper:
      of === 'address' && draft.addressOnPaper.trim() === ''
        ? 'Write the address as it stands on the paper.'
        : undefined,
    registrationNumberOnPaper:
      of === 'business' && draft.registrationNumberOnPaper.trim() === ''
        ? 'Write the registration number as it stands on the paper.'
        : undefined,
    isLegible: draft.isLegible ? undefined : 'A paper that cannot be read is refused. Ask for a better scan.',
  }
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== undefined))
}

function fileProblem(file: File | null): string | undefined {
  if (!file) return 'Choose the file.'
  if (!mediaTypes.includes(file.type)) return 'Only JPG, PNG and PDF files are accepted.'
  if (file.size === 0) return 'The file is empty.'
  if (file.size > mostBytes) return `The file has ${sizeWords(file.size)}; 10 MB is the most.`
  return undefined
}

function issueProblem({ of, issuedOn }: PaperDraft, today: string): string | undefined {
  if (issuedOn === '') return of === 'address' ? 'Enter the date on the paper.' : undefined
  if (issuedOn > today) return 'This date is still to come.'
  if (of === 'address' && issuedOn < monthsBefore(today, mostMonths))
    return 'A proof of address must be from the last three months.'
  return undefined
}

/** The same day some months ago, or the last day of that month. */
function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number)
  const lastOfMonth = new Date(Date.UTC(year, month - months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 - months, Math.min(dayOfMonth, lastOfMonth)))
    .toISOString()
    .slice(0, 10)
}

/** A file's size as people say it. */
export function sizeWords(bytes: number): string {
  const [unit, size] =
    bytes < 1024
      ? (['byte', 1] as const)
      : bytes < 1024 ** 2
        ? (['kilobyte', 1024] as const)
        : (['megabyte', 1024 ** 2] as const)
  return new Intl.NumberFormat('en-GB', { style: 'unit', unit, maximumFractionDigits: 1 }).format(
    bytes / size,
  )
}

const fieldOfCode: Record<string, PaperField> = {
  FILE_TYPE_NOT_ALLOWED: 'file',
  FILE_TOO_LARGE: 'file',
  PROOF_TYPE_UNKNOWN: 'proofTypeId',
  DOCUMENT_UNREADABLE: 'isLegible',
  DATE_MISSING: 'issuedOn',
  DATE_INVALID: 'issuedOn',
  NAME_MISMATCH: 'nameOnPaper',
  ADDRESS_MISMATCH: 'addressOnPaper',
}

/** The server's structured reasons, each beside the field that it is about (R205). */
export function serverProblems(
  problems: readonly Pick<RegistrationProblemBody, 'code' | 'message' | 'fields'>[],
  draft: PaperDraft,
): PaperProblems {
  const found: PaperProblems = {}
  for (const problem of problems) {
    const field = fieldOf(problem, draft)
    found[field] = found[field] === undefined ? problem.message : `${found[field]} ${problem.message}`
  }
  return found
}

function fieldOf(
  { code, fields }: Pick<RegistrationProblemBody, 'code' | 'fields'>,
  { expiresOn }: PaperDraft,
): PaperField | 'whole' {
  // Either no longer valid, or too old.
  if (code === 'DOCUMENT_EXPIRED') return expiresOn === '' ? 'issuedOn' : 'expiresOn'
  if (code === 'BUSINESS_MISMATCH')
    return fields.includes('companyName') ? 'nameOnPaper' : 'registrationNumberOnPaper'
  return fieldOfCode[code] ?? 'whole'
}
