import { Text } from '@mantine/core'
import type { ConsoleOrderBody } from '@turnup/contracts'
import { EmptyState } from '../../../../kit/empty-state.tsx'
import { LoadedPages } from '../../../../kit/loaded-pages.tsx'
import { usePages } from '../../../../kit/use-pages.ts'
import { attemptPages } from '../../../api/orders.ts'
import { AttemptList } from '../step/attempt-list.tsx'
import { attemptWords } from '../step/step-attempts.tsx'

/** Every attempt of every step, newest first. */
export function AttemptsTab({ order }: { order: ConsoleOrderBody }) {
  const pages = usePages(attemptPages(order.id))
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        What Turnup was about to do, written down before each call, and what came of it. Secrets and full
        identifiers are taken out.
      </Text>
      <LoadedPages pages={pages} words={attemptWords} empty={<EmptyState title="Nothing was tried yet" />}>
        {(attempts) => <AttemptList attempts={attempts} orderId={order.id} />}
      </LoadedPages>
    </>
  )
}
