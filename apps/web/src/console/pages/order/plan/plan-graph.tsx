import type { ConsoleStepBody } from '@turnup/contracts'
import { type KeyboardEvent, useMemo } from 'react'
import styles from './plan-graph.module.css'
import { type Arrow, layOutPlan, type PlacedStep, type Sizes } from './plan-layout.ts'
import { StepNode } from './step-node.tsx'

const sizes: Sizes = { stepWidth: 198, stepHeight: 104, gapX: 16, gapY: 42 }

export interface PlanViewProps {
  steps: ConsoleStepBody[]
  chosen: string | undefined
  onChoose(key: string): void
}

/** The plan from above to below, with the state of each step; every step is a button, and the arrow keys go between them. */
export function PlanGraph({ steps, chosen, onChoose }: PlanViewProps) {
  const shape = JSON.stringify(steps.map(({ key, needs }) => ({ key, needs })))
  const layout = useMemo(() => layOutPlan(JSON.parse(shape), sizes), [shape])
  const byKey = new Map(steps.map((step) => [step.key, step]))
  const isSettled = (key: string) => ['done', 'skipped'].includes(byKey.get(key)?.state ?? '')
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const from = layout.steps.find(({ key }) => key === (event.target as HTMLElement).dataset.step)
    const next = from && neighbour(layout.steps, from, event.key)
    if (!next) return
    event.preventDefault()
    event.currentTarget.querySelector<HTMLElement>(`[data-step="${CSS.escape(next.key)}"]`)?.focus()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of buttons, not of form fields
    <div
      className={styles.box}
      role="group"
      aria-label={`Plan as a graph, ${steps.length} steps from above to below`}
      onKeyDown={onKeyDown}
    >
      <div className={styles.canvas} style={{ width: layout.width, height: layout.height }}>
        <svg className={styles.arrows} width={layout.width} height={layout.height} aria-hidden="true">
          {layout.arrows.map((arrow) => (
            <ArrowLine key={`${arrow.from} ${arrow.to}`} arrow={arrow} isPassed={isSettled(arrow.from)} />
          ))}
        </svg>
        {layout.steps.map((place, at) => {
          const step = byKey.get(place.key)
          return (
            step && (
              <StepNode
                key={place.key}
                step={step}
                place={place}
                sizes={sizes}
                number={at + 1}
                of={steps.length}
                isChosen={chosen === place.key}
                onChoose={() => onChoose(place.key)}
              />
            )
          )
        })}
      </div>
    </div>
  )
}

function ArrowLine({ arrow, isPassed }: { arrow: Arrow; isPassed: boolean }) {
  const [first, ...rest] = arrow.points
  const end = rest.at(-1)
  if (!first || !end) return null
  let path = `M ${first.x} ${first.y}`
  let last = first
  for (const point of rest) {
    const half = (point.y - last.y) / 2
    path += ` C ${last.x} ${last.y + half}, ${point.x} ${point.y - half}, ${point.x} ${point.y}`
    last = point
  }
  return (
    <>
      <path className={styles.arrow} d={path} data-passed={isPassed || undefined} />
      <path
        className={styles.head}
        d={`M ${end.x - 5} ${end.y - 8} L ${end.x + 5} ${end.y - 8} L ${end.x} ${end.y} Z`}
        data-passed={isPassed || undefined}
      />
    </>
  )
}

/** The nearest step in the direction of an arrow key. */
function neighbour(steps: PlacedStep[], from: PlacedStep, key: string): PlacedStep | undefined {
  const isAhead = ({ x, y }: PlacedStep): boolean => {
    if (key === 'ArrowDown') return y > from.y
    if (key === 'ArrowUp') return y < from.y
    if (key === 'ArrowRight') return y === from.y && x > from.x
    return key === 'ArrowLeft' && y === from.y && x < from.x
  }
  // Rows count for more than columns: the next layer comes first.
  const distance = ({ x, y }: PlacedStep) => Math.abs(y - from.y) * 10 + Math.abs(x - from.x)
  return steps.filter(isAhead).sort((one, other) => distance(one) - distance(other))[0]
}
