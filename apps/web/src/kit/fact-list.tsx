import type { ReactNode } from 'react'
import styles from './fact-list.module.css'

export interface Fact {
  name: string
  value: ReactNode
}

/** Names and what they stand for, side by side on a desk and one under the other on a phone. Empty entries are left out. */
export function FactList({ facts }: { facts: (Fact | undefined | false | '')[] }) {
  return (
    <dl className={styles.list}>
      {facts.map(
        (fact) =>
          fact && (
            <div key={fact.name} className={styles.fact}>
              <dt>{fact.name}</dt>
              <dd>{fact.value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
