import { Text } from '@mantine/core'
import { ToneBadge } from '../../parts/tone-badge.tsx'
import { type Finding, findingLooks, findingsInWords } from './connector-words.ts'
import styles from './connectors.module.css'

const order: Finding['level'][] = ['failure', 'warning', 'ok']

/** What a check found out, what is wrong first, each with how to mend it. */
export function FindingsList({ findings }: { findings: readonly Finding[] }) {
  const sorted = findings.toSorted((one, other) => order.indexOf(one.level) - order.indexOf(other.level))
  return (
    <>
      <Text fw={600} mb="xs">
        {findingsInWords(findings)}
      </Text>
      <ul className={styles.findings}>
        {sorted.map((finding) => (
          <FindingLine key={`${finding.id} ${finding.what}`} finding={finding} />
        ))}
      </ul>
    </>
  )
}

function FindingLine({ finding }: { finding: Finding }) {
  const { words, ...look } = findingLooks[finding.level]
  return (
    <li>
      <ToneBadge {...look}>{words}</ToneBadge>
      <div>
        {finding.what}
        {finding.mend && (
          <Text size="sm" c="dimmed">
            {finding.mend}
          </Text>
        )}
      </div>
    </li>
  )
}
