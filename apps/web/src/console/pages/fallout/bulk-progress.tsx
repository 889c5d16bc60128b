import { Button, Group, Modal, Progress, Stack, Text } from '@mantine/core'
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import type { ConsoleOrderSummaryBody } from '@turnup/contracts'
import { useEffect, useRef } from 'react'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { OrderLink } from '../../parts/order-link.tsx'
import { OrderStateBadge } from '../../parts/order-state-badge.tsx'
import { ToneBadge } from '../../parts/tone-badge.tsx'
import type { BulkResult } from './bulk-job.ts'
import { ordersWords } from './cause-words.ts'
import styles from './fallout.module.css'
import type { BulkRun } from './use-bulk-run.ts'

export interface BulkProgressProps {
  run: BulkRun
  title: string
  /** Orders whose names are known. */
  orders: ConsoleOrderSummaryBody[]
  onStop(): void
  onResume(): void
  onClose(): void
  /** The dialog is out of sight. */
  onGone(): void
}

/** How far the work is and what became of each order; closes only when nothing is on its way. */
export function BulkProgress({ run, title, orders, onStop, onResume, onClose, onGone }: BulkProgressProps) {
  const isBusy = run.state === 'running' || run.state === 'stopping'
  const canGoOn = run.state === 'stopped' || run.state === 'failed'
  const end = useRef<HTMLButtonElement>(null)
  // The button that had the focus is gone when the work is through.
  useEffect(() => {
    if (!isBusy) end.current?.focus()
  }, [isBusy])
  return (
    <Modal
      opened={run.state !== 'idle'}
      onClose={onClose}
      title={title}
      size="xl"
      onExitTransitionEnd={onGone}
      closeButtonProps={{ 'aria-label': 'Close' }}
      withCloseButton={!isBusy}
      closeOnEscape={!isBusy}
      closeOnClickOutside={false}
    >
      <Stack>
        <HowFar run={run} />
        {run.state === 'failed' && <ErrorNotice error={run.error} title="It stopped on the way" />}
        <Group gap="sm">
          {isBusy ? (
            <Button variant="default" onClick={onStop} loading={run.state === 'stopping'} data-autofocus>
              Stop after these
            </Button>
          ) : (
            <Button ref={end} variant={canGoOn ? 'default' : 'filled'} onClick={onClose}>
              Close
            </Button>
          )}
          {canGoOn && <Button onClick={onResume}>Go on from here</Button>}
        </Group>
        <Results results={run.results} orders={orders} />
      </Stack>
    </Modal>
  )
}

const stateWords = {
  idle: '',
  running: 'Working…',
  stopping: 'Stopping when those on the way are through…',
  stopped: 'Stopped. The rest is as it was.',
  failed: 'The rest can go on from here; what is done stays done.',
  done: 'Done.',
}

function HowFar({ run }: { run: BulkRun }) {
  const { repaired, refused, orders } = countsOf(run.results)
  const total = run.state === 'done' ? orders : Math.max(run.total, orders)
  const part = total === 0 ? (run.state === 'done' ? 100 : 0) : (100 * orders) / total
  return (
    <div>
      <Progress.Root size="lg">
        <Progress.Section value={part} aria-label={`${orders} of ${ordersWords(total)}`} />
      </Progress.Root>
      <Text mt="xs" className="figures">
        {orders} of {ordersWords(total)}: {repaired} done, {refused} refused. {stateWords[run.state]}
      </Text>
    </div>
  )
}

/** More than these make the page slow and nobody reads them; the orders themselves tell the rest. */
const mostListed = 200

function Results({ results, orders }: { results: BulkResult[]; orders: ConsoleOrderSummaryBody[] }) {
  const known = new Map(orders.map((order) => [order.id, order]))
  const ordered = [...results.filter(({ ok }) => !ok), ...results.filter(({ ok }) => ok)]
  return (
    <>
      <ul className={styles.results}>
        {ordered.slice(0, mostListed).map((result) => (
          <li key={`${result.orderId} ${result.step ?? ''}`}>
            <span className={styles.resultOrder}>
              <OrderLink order={known.get(result.orderId) ?? { id: result.orderId }} step={result.step} />
              {known.get(result.orderId)?.customer.name}
              {result.ok ? (
                <ToneBadge tone="good" icon={IconCircleCheck}>
                  Done
                </ToneBadge>
              ) : (
                <ToneBadge tone="bad" icon={IconCircleX}>
                  Refused
                </ToneBadge>
              )}
              {result.state && <OrderStateBadge state={result.state} />}
            </span>
            {result.error && (
              <Text size="sm">
                {result.error.message}{' '}
                <Text span size="xs" c="dimmed" ff="monospace">
                  {result.error.code}
                </Text>
              </Text>
            )}
          </li>
        ))}
      </ul>
      {ordered.length > mostListed && (
        <Text size="sm" c="dimmed">
          and {ordered.length - mostListed} more
        </Text>
      )}
    </>
  )
}

/** Orders with several stuck steps have a result for each; an order with one refusal counts as refused. */
export function countsOf(results: BulkResult[]): { orders: number; repaired: number; refused: number } {
  const orders = new Set(results.map(({ orderId }) => orderId))
  const refused = new Set(results.filter(({ ok }) => !ok).map(({ orderId }) => orderId))
  return { orders: orders.size, refused: refused.size, repaired: orders.size - refused.size }
}
