import { Title } from '@mantine/core'
import { EmptyState } from '../../../../kit/empty-state.tsx'
import { LoadedPages } from '../../../../kit/loaded-pages.tsx'
import { usePages } from '../../../../kit/use-pages.ts'
import { attemptPages } from '../../../api/orders.ts'
import { AttemptList } from './attempt-list.tsx'

export const attemptWords = {
  shown: (count: number) => (count === 1 ? '1 attempt' : `${count} attempts`),
  more: 'Older attempts',
}

/** The attempts of one step, with the calls that each made. */
export function StepAttempts({ orderId, step }: { orderId: string; step: string }) {
  const pages = usePages(attemptPages(orderId, step))
  return (
    <section aria-labelledby="step-attempts">
      <Title order={4} id="step-attempts" size="h5" mb="xs">
        Attempts
      </Title>
      <LoadedPages
        pages={pages}
        words={attemptWords}
        empty={<EmptyState title="Not tried yet" text="It runs when all that it needs is there." />}
      >
        {(attempts) => <AttemptList attempts={attempts} />}
      </LoadedPages>
    </section>
  )
}
