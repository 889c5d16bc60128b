import { useElementSize } from '@mantine/hooks'
import type { OverviewBody } from '@turnup/contracts'
import { useId } from 'react'
import { countTicks, labelEvery } from './chart-scale.ts'
import styles from './metrics.module.css'
import { bucketName, bucketNameLong, type SeriesKey, series, stacked, stackHeight } from './orders-series.ts'

const height = 266
const margin = { top: 28, right: 22, bottom: 30, left: 44 }
const widestBar = 34
const labelWidth = 58

export interface OrdersChartProps {
  overview: OverviewBody
  /** The picture in a few sentences, for people who do not see it. */
  label: string
}

/** Stacked bars of how orders ended, with a line of how many were placed. Patterns tell them apart as well as colours. */
export function OrdersChart({ overview, label }: OrdersChartProps) {
  const { ref, width } = useElementSize()
  return (
    <div ref={ref} className={styles.canvas} style={{ height }}>
      {width > 0 && <Drawing overview={overview} label={label} width={width} />}
    </div>
  )
}

function Drawing({ overview: { overTime, bucket }, label, width }: OrdersChartProps & { width: number }) {
  const id = useId()
  const inner = { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom }
  const ticks = countTicks(Math.max(...overTime.map((row) => Math.max(stackHeight(row), row.created))))
  const top = ticks.at(-1) ?? 1
  const band = inner.width / overTime.length
  const barWidth = Math.min(widestBar, band * 0.62)
  const y = (count: number) => inner.height - (count / top) * inner.height
  const middle = (index: number) => band * (index + 0.5)
  const every = labelEvery(overTime.length, inner.width, labelWidth)
  const patternOf = (key: SeriesKey) => `url(#${id}-${key})`
  return (
    <svg role="img" aria-label={label} width={width} height={height}>
      <Patterns id={id} />
      <g transform={`translate(${margin.left} ${margin.top})`}>
        <text className={styles.label} x={-margin.left} y={-14}>
          Orders
        </text>
        {ticks.map((tick) => (
          <g key={tick} className={styles.tick}>
            <line x1={0} x2={inner.width} y1={y(tick)} y2={y(tick)} />
            <text x={-10} y={y(tick)} dy="0.32em" textAnchor="end">
              {tick}
            </text>
          </g>
        ))}
        {overTime.map((row, index) => (
          <g key={row.at}>
            {stacked.map((key, level) => {
              const below = stacked.slice(0, level).reduce((sum, one) => sum + row[one], 0)
              if (row[key] === 0) return null
              return (
                <rect
                  key={key}
                  x={middle(index) - barWidth / 2}
                  width={barWidth}
                  y={y(below + row[key])}
                  height={y(below) - y(below + row[key])}
                  fill={patternOf(key)}
                  className={styles.bar}
                />
              )
            })}
            {index % every === 0 && (
              <text className={styles.label} x={middle(index)} y={inner.height + 20} textAnchor="middle">
                {bucketName(row.at, bucket)}
              </text>
            )}
          </g>
        ))}
        <polyline
          className={styles.line}
          points={overTime.map((row, index) => `${middle(index)},${y(row.created)}`).join(' ')}
        />
        {overTime.map((row, index) => (
          <g key={row.at}>
            {row.created > 0 && (
              <circle className={styles.dot} cx={middle(index)} cy={y(row.created)} r={3.5} />
            )}
            <rect x={band * index} width={band} y={0} height={inner.height} fill="transparent">
              <title>
                {[
                  bucketNameLong(row.at, bucket),
                  ...series.map(({ key, words }) => `${words}: ${row[key]}`),
                ].join('\n')}
              </title>
            </rect>
          </g>
        ))}
      </g>
    </svg>
  )
}

/** Plain, striped and dotted, for eyes that do not tell the colours apart. */
function Patterns({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={`${id}-completed`} width="8" height="8" patternUnits="userSpaceOnUse">
        <rect width="8" height="8" className={styles.completed} />
      </pattern>
      <pattern
        id={`${id}-cancelled`}
        width="7"
        height="7"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="7" height="7" className={styles.cancelled} />
        <rect width="2.5" height="7" className={styles.gap} />
      </pattern>
      <pattern id={`${id}-rejected`} width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" className={styles.rejected} />
        <circle cx="3" cy="3" r="1.3" className={styles.gap} />
      </pattern>
    </defs>
  )
}
