import { Stack, Text } from '@mantine/core'
import { IconSunHigh } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import type { FalloutBody, FalloutGroupBody } from '@turnup/contracts'
import { useCallback, useRef, useState } from 'react'
import { announce } from '../../../kit/announce.tsx'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Page } from '../../../kit/page.tsx'
import { falloutKey, falloutQuery } from '../../api/fallout.ts'
import { ordersKey } from '../../api/orders.ts'
import { useOperator } from '../../api/use-operator.ts'
import { causeWords } from '../../parts/cause-words.ts'
import { LiveNote } from '../../parts/live-note.tsx'
import { useLive } from '../../parts/use-live.ts'
import { type BulkAction, bulkJob } from './bulk-job.ts'
import { BulkProgress, countsOf } from './bulk-progress.tsx'
import { CauseCard } from './cause-card.tsx'
import { CausePanel } from './cause-panel.tsx'
import { causeKey, ordersWords } from './cause-words.ts'
import styles from './fallout.module.css'
import { type Fix, FixDialogs } from './fix-dialogs.tsx'
import { type BulkRun, useBulkRun } from './use-bulk-run.ts'
import { useRowKeys } from './use-row-keys.ts'

/** Everything that needs a person, by cause, to be mended for many orders at once. The open cause is in the address. */
export function FalloutPage() {
  const fallout = useQuery(falloutQuery)
  const queryClient = useQueryClient()
  const live = useLive('/api/console/orders/events', () => {
    void queryClient.invalidateQueries({ queryKey: falloutKey }, { cancelRefetch: false })
    void queryClient.invalidateQueries({ queryKey: [...ordersKey, 'of-cause'] }, { cancelRefetch: false })
  })
  const [fix, setFix] = useState<Fix>()
  const [begun, setBegun] = useState<Fix>()
  const list = useRef<HTMLUListElement>(null)
  const onEnd = useCallback(
    (run: BulkRun) => {
      const { repaired, refused } = countsOf(run.results)
      announce(`${ordersWords(repaired)} done, ${refused} refused.`)
      void queryClient.invalidateQueries({ queryKey: falloutKey })
      void queryClient.invalidateQueries({ queryKey: ordersKey })
    },
    [queryClient],
  )
  const bulk = useBulkRun(onEnd)
  useRowKeys(list)

  const start = (action: BulkAction) => {
    if (!fix) return
    const { group, chosen } = fix
    const hasSibling = (fallout.data?.groups ?? []).some(
      (one) =>
        causeKey(one) !== causeKey(group) && one.code === group.code && one.connector === group.connector,
    )
    setBegun(fix)
    setFix(undefined)
    bulk.start(bulkJob({ group, chosen, action, hasSibling }))
  }
  return (
    <Page
      title="Fallout"
      intro="Orders that cannot go on by themselves, by cause. Mend a cause once, for all of its orders."
      aside={<LiveNote state={live} />}
    >
      <Loaded query={fallout}>{(data) => <Causes fallout={data} list={list} onFix={setFix} />}</Loaded>
      <FixDialogs fix={fix} onClose={() => setFix(undefined)} onStart={start} />
      <BulkProgress
        run={bulk.run}
        title={begun ? causeWords(begun.group.code) : ''}
        orders={begun?.chosen.orders ?? []}
        onStop={bulk.stop}
        onResume={bulk.resume}
        onClose={bulk.clear}
        onGone={() => keepFocus(list.current)}
      />
    </Page>
  )
}

/** What had the focus before may be mended and gone; then it goes to the next cause, or to the heading. */
function keepFocus(list: HTMLElement | null): void {
  // The dialog leaves the page right after this.
  requestAnimationFrame(() => {
    if (document.activeElement && document.activeElement !== document.body) return
    const next = list?.querySelector<HTMLElement>('[data-row]') ?? document.querySelector<HTMLElement>('h1')
    next?.focus()
  })
}

interface CausesProps {
  fallout: FalloutBody
  list: React.RefObject<HTMLUListElement | null>
  onFix(fix: Fix): void
}

function Causes({ fallout: { groups, orders }, list, onFix }: CausesProps) {
  const { hash } = useLocation()
  const mayAct = useOperator().may('operator')
  const navigate = useNavigate({ from: '/fallout' })
  const toggle = (group: FalloutGroupBody) =>
    void navigate({
      hash: hash === causeKey(group) ? '' : causeKey(group),
      replace: true,
      resetScroll: false,
      hashScrollIntoView: false,
    })
  if (groups.length === 0)
    return (
      <div className={styles.calm}>
        <EmptyState
          icon={<IconSunHigh size={44} aria-hidden />}
          title="Nothing needs you"
          text="Every order goes on by itself. What gets stuck shows up here at once, with what fits best."
        />
      </div>
    )
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed" className={styles.keys}>
        {ordersWords(orders)} {orders === 1 ? 'needs' : 'need'} a person, for{' '}
        {groups.length === 1 ? 'one cause' : `${groups.length} causes`}. Keys: <kbd>j</kbd> <kbd>k</kbd> move,{' '}
        <kbd>Enter</kbd> opens a cause
        {mayAct && (
          <>
            , <kbd>x</kbd> ticks an order, <kbd>a</kbd> all, <kbd>f</kbd> does what fits best
          </>
        )}
        .
      </Text>
      <ul className={styles.causes} ref={list}>
        {groups.map((group) => (
          <CauseCard
            key={causeKey(group)}
            group={group}
            isOpen={hash === causeKey(group)}
            onToggle={() => toggle(group)}
          >
            <CausePanel
              group={group}
              onFix={(repair, chosen, count) => onFix({ group, repair, chosen, count })}
            />
          </CauseCard>
        ))}
      </ul>
    </Stack>
  )
}
