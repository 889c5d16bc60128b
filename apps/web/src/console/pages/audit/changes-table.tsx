import { Button } from '@mantine/core'
import { useState } from 'react'
import styles from './audit.module.css'
import type { ChangedField } from './changed-fields.ts'

/** More than this are folded away until somebody asks. */
const shownAtOnce = 6

/** What was different afterwards, and nothing else. */
export function ChangesTable({ changes, label }: { changes: ChangedField[]; label: string }) {
  const [isOpen, setOpen] = useState(false)
  const shown = isOpen ? changes : changes.slice(0, shownAtOnce)
  if (changes.every(({ before }) => before === undefined))
    return <NewFields changes={changes} label={label} />
  return (
    <>
      <table className={styles.changes} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ path, before, after }) => (
            <tr key={path}>
              <th scope="row">{path}</th>
              <td>
                <Recorded value={before} />
              </td>
              <td className={styles.after}>
                <Recorded value={after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {changes.length > shownAtOnce && (
        <Button size="compact-sm" variant="subtle" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
          {isOpen ? 'Show fewer' : `Show all ${changes.length} fields`}
        </Button>
      )}
    </>
  )
}

/** There was nothing before: the facts that were recorded, close together. */
function NewFields({ changes, label }: { changes: ChangedField[]; label: string }) {
  return (
    <dl className={styles.facts} aria-label={label}>
      {changes.map(({ path, after }) => (
        <div key={path}>
          <dt>{path}</dt>
          <dd>
            <Recorded value={after} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Recorded({ value }: { value: unknown }) {
  if (value === undefined) return <i>not there</i>
  if (value === null || value === '') return <i>empty</i>
  if (value === '[redacted]') return <i>hidden</i>
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return <>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</>
}
