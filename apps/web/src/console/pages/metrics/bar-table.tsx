import type { ReactNode } from 'react'
import styles from './metrics.module.css'

export interface BarRow {
  key: string
  /** What the bar stands for. */
  name: ReactNode
  value: number
  /** The value as people read it. */
  words: ReactNode
  /** Further columns, in the order of `moreHeadings`. */
  more?: ReactNode[]
}

export interface BarTableProps {
  caption: string
  nameHeading: string
  valueHeading: string
  moreHeadings?: string[]
  rows: BarRow[]
  /** The length of a full bar; by default the largest value. */
  full?: number
  tone?: 'plain' | 'trouble'
}

/** Bars in a table: the picture for those who look, the numbers for those who read or listen. */
export function BarTable(props: BarTableProps) {
  const { caption, nameHeading, valueHeading, moreHeadings = [], rows, tone = 'plain' } = props
  const full = props.full ?? Math.max(...rows.map(({ value }) => value), 0)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroll} aria-label={caption} tabIndex={0}>
      <table className={styles.bars} data-wide={moreHeadings.length > 0 || undefined}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {[nameHeading, valueHeading, ...moreHeadings].map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, value, words, more = [] }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td className={styles.measured}>
                <span className={styles.track} aria-hidden="true">
                  <span
                    className={styles.fillBar}
                    data-tone={tone}
                    style={{ width: `${full === 0 ? 0 : Math.min(100, (value / full) * 100)}%` }}
                  />
                </span>
                <span className={styles.amount}>{words}</span>
              </td>
              {more.map((cell, index) => (
                <td key={moreHeadings[index]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
