import type { OverviewBody } from '@turnup/contracts'
import type { ReactNode } from 'react'
import { TextLink } from '../../../kit/link.tsx'
import { durationInWords } from './chart-scale.ts'
import styles from './metrics.module.css'

/** The numbers that people ask for first. */
export function Figures({ overview }: { overview: OverviewBody }) {
  const { outcomes, timeToActivate, retries, byState } = overview
  const { completed, cancelled, rejected, successRate } = outcomes
  const ended = completed + cancelled + rejected
  const stuck = byState.find(({ key }) => key === 'held')?.count ?? 0
  return (
    <dl className={styles.figures}>
      <Figure
        name="Success rate"
        value={successRate === undefined ? '–' : share(successRate)}
        about={
          ended === 0
            ? 'No order has ended in this time'
            : `${completed} of ${ended} ended orders are in service`
        }
      />
      <Figure
        name="Typical time to activate"
        value={timeToActivate.p50Ms === undefined ? '–' : durationInWords(timeToActivate.p50Ms)}
        about={
          timeToActivate.p95Ms === undefined
            ? 'No order was completed in this time'
            : `95 of 100 within ${durationInWords(timeToActivate.p95Ms)}`
        }
      />
      <Figure
        name="Retries"
        value={String(retries)}
        about="Calls that failed or whose answer was lost, and were made again or looked after"
      />
      <Figure
        name="Stuck now"
        value={String(stuck)}
        attention={stuck > 0}
        about={stuck === 0 ? 'Nothing waits for a repair' : <TextLink to="/fallout">To the fallout</TextLink>}
      />
    </dl>
  )
}

interface FigureProps {
  name: string
  value: string
  about: ReactNode
  attention?: boolean
}

function Figure({ name, value, about, attention }: FigureProps) {
  return (
    <div className={styles.figure} data-attention={attention || undefined}>
      <dt>{name}</dt>
      <dd className={`${styles.large} figures`}>{value}</dd>
      <dd>{about}</dd>
    </div>
  )
}

const percent = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 1 })

export function share(part: number): string {
  return percent.format(part)
}
