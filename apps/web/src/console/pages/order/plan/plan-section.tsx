import { Group, SegmentedControl, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconRoute } from '@tabler/icons-react'
import type { ConsoleOrderBody } from '@turnup/contracts'
import { lazy, type ReactNode, Suspense } from 'react'
import { EmptyState } from '../../../../kit/empty-state.tsx'
import styles from '../order-page.module.css'
import { PlanList } from './plan-list.tsx'

const PlanGraph = lazy(() => import('./plan-graph.tsx').then(({ PlanGraph }) => ({ default: PlanGraph })))

export interface PlanSectionProps {
  order: ConsoleOrderBody
  chosen: string | undefined
  view: 'graph' | 'list' | undefined
  onChoose(key: string): void
  onView(view: 'graph' | 'list'): void
  /** What stands beside the plan: the chosen step, or why the plan is as it is. */
  children: ReactNode
}

export function PlanSection({ order, chosen, view, onChoose, onView, children }: PlanSectionProps) {
  const isNarrow = useMediaQuery('(max-width: 620px)', undefined, { getInitialValueInEffect: false })
  const shown = view ?? (isNarrow ? 'list' : 'graph')
  const { steps } = order.plan
  const settled = steps.filter(({ state }) => state === 'done' || state === 'skipped').length
  const plan = { steps, chosen, onChoose }
  return (
    <section aria-labelledby="plan">
      <Group justify="space-between" mb="sm">
        <Group gap="sm" align="baseline">
          <Title order={2} id="plan" size="h3">
            Plan
          </Title>
          {steps.length > 0 && (
            <Text c="dimmed" size="sm" className="figures">
              {settled} of {steps.length} steps done
            </Text>
          )}
        </Group>
        {steps.length > 0 && (
          <SegmentedControl
            size="xs"
            aria-label="How the plan is shown"
            value={shown}
            onChange={(value) => onView(value === 'list' ? 'list' : 'graph')}
            data={[
              { value: 'graph', label: 'Graph' },
              { value: 'list', label: 'List' },
            ]}
          />
        )}
      </Group>
      <div className={styles.plan}>
        {steps.length === 0 ? (
          <NoPlan order={order} />
        ) : shown === 'list' ? (
          <PlanList {...plan} />
        ) : (
          <Suspense fallback={<Skeleton height={420} radius="lg" />}>
            <PlanGraph {...plan} />
          </Suspense>
        )}
        <Stack gap="md" className={styles.beside}>
          {children}
        </Stack>
      </div>
    </section>
  )
}

function NoPlan({ order }: { order: ConsoleOrderBody }) {
  return (
    <div className={styles.card}>
      <EmptyState
        icon={<IconRoute size={38} aria-hidden />}
        title={order.finishedAt ? 'There was no plan' : 'No plan yet'}
        text={whyNoPlan(order)}
      />
    </div>
  )
}

function whyNoPlan({ finishedAt, state }: ConsoleOrderBody): string {
  if (finishedAt) return 'The order was finished before fulfilment began, so nothing was made outside.'
  if (state === 'held') return 'Fulfilment was asked for, but no plan could be made. Above it says why.'
  return 'It is made when fulfilment begins. To see it before, use the dry run.'
}
