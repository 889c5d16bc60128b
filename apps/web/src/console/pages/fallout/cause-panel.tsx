import { Button, Group, Stack, Text } from '@mantine/core'
import type { FalloutGroupBody } from '@turnup/contracts'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { LoadedPages } from '../../../kit/loaded-pages.tsx'
import { usePages } from '../../../kit/use-pages.ts'
import { ordersOfCausePages } from '../../api/fallout.ts'
import { useOperator } from '../../api/use-operator.ts'
import { useShortcuts } from '../../shell/shortcuts.ts'
import { belongsTo, type Chosen } from './bulk-job.ts'
import { type FalloutRepair, ordersWords, wordsOfRepair } from './cause-words.ts'
import styles from './fallout.module.css'
import { StuckOrders } from './stuck-orders.tsx'
import { useChoice } from './use-choice.ts'

export interface CausePanelProps {
  group: FalloutGroupBody
  /** Asks what it needs to know, then does it. */
  onFix(repair: FalloutRepair, chosen: Chosen, count: number): void
}

/** The orders of one cause with "fix and continue" for those that are ticked. */
export function CausePanel({ group, onFix }: CausePanelProps) {
  const operator = useOperator()
  const mayAct = operator.may('operator')
  const pages = usePages(ordersOfCausePages(group))
  const orders = (pages.data ?? []).filter((order) => belongsTo(group, order))
  const allCount = pages.hasNextPage ? group.count : orders.length
  // There is nothing to choose between where there is one.
  const choice = useChoice(orders, allCount, group.count === 1)
  const toggleAll = () => (choice.isAll ? choice.chooseNone() : choice.chooseAll())
  const fix = (repair: FalloutRepair | undefined) => {
    if (repair && mayAct && isPossible(repair, choice.count, operator.may('administrator')))
      onFix(repair, choice.chosen(), choice.count)
  }
  useShortcuts({ a: toggleAll, f: () => fix(group.repairs[0]) })
  const shown = (count: number) =>
    count < group.count ? `${ordersWords(count)} of ${group.count} shown` : ordersWords(count)
  return (
    <Stack gap="md">
      {mayAct ? (
        <div className={styles.bar}>
          <Text size="sm" fw={600} aria-live="polite">
            {choice.count === 0 ? 'Choose the orders to mend' : `${ordersWords(choice.count)} chosen`}
          </Text>
          <Button size="xs" variant="subtle" onClick={toggleAll}>
            {choice.isAll ? 'Choose none' : `Choose all ${allCount}`}
          </Button>
          <Group gap="xs">
            {group.repairs.map((repair, index) => (
              <Button
                key={repair}
                size="xs"
                variant={index === 0 ? 'filled' : 'default'}
                disabled={!isPossible(repair, choice.count, operator.may('administrator'))}
                onClick={() => fix(repair)}
              >
                {wordsOfRepair(repair)}
              </Button>
            ))}
          </Group>
        </div>
      ) : (
        <Text size="sm" c="dimmed">
          You may look. An operator can repair these orders.
        </Text>
      )}
      <Hints repairs={group.repairs} count={choice.count} isAdministrator={operator.may('administrator')} />
      <LoadedPages pages={pages} words={{ shown, more: 'Show more' }} empty={<Moved group={group} />}>
        {() =>
          orders.length === 0 ? (
            <Moved group={group} />
          ) : (
            <StuckOrders orders={orders} choice={mayAct ? choice : undefined} />
          )
        }
      </LoadedPages>
    </Stack>
  )
}

function isPossible(repair: FalloutRepair, count: number, isAdministrator: boolean): boolean {
  if (repair === 'resume-connector') return isAdministrator
  return repair === 'adopt' ? count === 1 : count > 0
}

/** Why a button cannot be pressed. */
function Hints({
  repairs,
  count,
  isAdministrator,
}: {
  repairs: FalloutRepair[]
  count: number
  isAdministrator: boolean
}) {
  const hints = [
    repairs.includes('adopt') && count > 1 && 'What is there outside is adopted for one order at a time.',
    repairs.includes('resume-connector') && !isAdministrator && 'An administrator can resume the connector.',
  ].filter(Boolean)
  return hints.length > 0 ? (
    <Text size="sm" c="dimmed">
      {hints.join(' ')}
    </Text>
  ) : null
}

function Moved({ group }: { group: FalloutGroupBody }) {
  return (
    <EmptyState
      title="These orders have another trouble first"
      text={`Another step of ${group.count === 1 ? 'the order' : 'each order'} is stuck too and is listed under its own cause. Open one of the examples above to repair this step.`}
    />
  )
}
