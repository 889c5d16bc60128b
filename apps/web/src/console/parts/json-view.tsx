import { Text } from '@mantine/core'
import styles from './json-view.module.css'

/** How many levels are open from the start, and how many entries a list may have to be. */
const openDepth = 2
const openEntries = 20

export interface JsonViewProps {
  value: unknown
  /** What it is, for people who listen to the page. */
  label: string
}

/** Recorded JSON, readable and folded where it is long. Secrets were taken out by the server. */
export function JsonView({ value, label }: JsonViewProps) {
  if (value === undefined || value === null || isEmpty(value))
    return (
      <Text size="sm" c="dimmed">
        Nothing.
      </Text>
    )
  return (
    <section className={styles.view} aria-label={label}>
      {isBranch(value) ? <Entries value={value} depth={0} /> : <Leaf value={value} />}
    </section>
  )
}

function Entries({ value, depth }: { value: object; depth: number }) {
  return (
    <ul>
      {Object.entries(value).map(([key, entry]) => (
        <li key={key}>
          <Entry name={key} value={entry} depth={depth} />
        </li>
      ))}
    </ul>
  )
}

function Entry({ name, value, depth }: { name: string; value: unknown; depth: number }) {
  const reference = referenceIn(value)
  if (reference) {
    return (
      <>
        <Key name={name} />
        <span className={styles.note}>
          {reference.path} of {reference.step}
        </span>
      </>
    )
  }
  if (!isBranch(value) || isEmpty(value)) {
    return (
      <>
        <Key name={name} />
        <Leaf value={value} />
      </>
    )
  }
  const count = Object.keys(value).length
  return (
    <details open={depth < openDepth && count <= openEntries}>
      <summary>
        <Key name={name} />
        <span className={styles.note}>
          {Array.isArray(value) ? `list of ${count}` : count === 1 ? '1 field' : `${count} fields`}
        </span>
      </summary>
      <Entries value={value} depth={depth + 1} />
    </details>
  )
}

function Key({ name }: { name: string }) {
  return <span className={styles.key}>{name}: </span>
}

function Leaf({ value }: { value: unknown }) {
  if (value === '[redacted]') return <span className={styles.note}>hidden</span>
  if (value === '') return <span className={styles.note}>empty text</span>
  if (isBranch(value)) return <span className={styles.note}>empty</span>
  return <span className={styles.text}>{String(value)}</span>
}

function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function isEmpty(value: unknown): boolean {
  return isBranch(value) && Object.keys(value).length === 0
}

/** An input that an earlier step fills in. */
function referenceIn(value: unknown): { step: string; path: string } | undefined {
  if (!isBranch(value) || !('$result' in value) || !('path' in value)) return undefined
  return { step: String(value.$result), path: String(value.path) }
}
