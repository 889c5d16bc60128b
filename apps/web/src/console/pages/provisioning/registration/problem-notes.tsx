import { IconAlertTriangle } from '@tabler/icons-react'
import type { RegistrationProblemBody } from '@turnup/contracts'
import { fieldWords, type PaperKind } from './field-words.ts'
import styles from './registration.module.css'

export interface Finding extends RegistrationProblemBody {
  /** Said by the provider, not found by Turnup. */
  isOfProvider: boolean
}

/** What was found here and what the provider said last, together. */
export function findingsOf(
  found: readonly RegistrationProblemBody[],
  told: readonly RegistrationProblemBody[],
): Finding[] {
  return [
    ...found.map((problem) => ({ ...problem, message: foundWords(problem), isOfProvider: false })),
    ...told.map((problem) => ({ ...problem, isOfProvider: true })),
  ]
}

/** What Turnup found, with the names that the fields have on this page. */
function foundWords({ code, message, fields }: RegistrationProblemBody): string {
  const [field] = fields
  if (field === undefined) return message
  if (code === 'FIELD_MISSING' || code === 'ADDRESS_INCOMPLETE') return `${fieldWords[field]} is missing.`
  if (code === 'DATE_INVALID') return `${fieldWords[field]} is not a day in the past, written YYYY-MM-DD.`
  return message
}

/** What is wrong, in words with an icon, beside what it is about. */
export function ProblemNotes({ findings, id }: { findings: readonly Finding[]; id?: string }) {
  if (findings.length === 0) return null
  return (
    <ul className={styles.findings} id={id}>
      {findings.map(({ code, message, isOfProvider }) => (
        <li key={`${code} ${message} ${isOfProvider}`}>
          <IconAlertTriangle size={16} aria-hidden />
          <span>
            {isOfProvider && <strong>The provider says: </strong>}
            {message}
          </span>
        </li>
      ))}
    </ul>
  )
}

export function aboutPaper(findings: readonly Finding[], kind: PaperKind): Finding[] {
  return findings.filter(({ proofsOf }) => proofsOf.includes(kind))
}

/** Those that name neither a field nor a paper. */
export function aboutNothing(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ fields, proofsOf }) => fields.length + proofsOf.length === 0)
}
