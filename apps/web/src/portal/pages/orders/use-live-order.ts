import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import type { OrderBody, OrderStatus, TimelineEventBody } from '@turnup/contracts'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { type StreamState, useEventStream } from '../../../api/use-event-stream.ts'
import { announce } from '../../../kit/announce.tsx'
import { orderEventsPath, orderQuery, tellEvent, tellStatus } from '../../api/orders.ts'
import { useStatusWord } from './order-status.tsx'
import { isOver } from './order-words.ts'

/** Without the live stream, as behind a proxy that does not let it through, the page asks this often. */
const askEveryMs = 5_000

/** An order as it stands now: told live, asked for again where that is interrupted, and said aloud when it changes. */
export function useLiveOrder(sfOrderId: string): { query: UseQueryResult<OrderBody>; stream: StreamState } {
  const queryClient = useQueryClient()
  const stream = useEventStream(orderEventsPath(sfOrderId), {
    status: (news) =>
      tellStatus(queryClient, sfOrderId, news as { status: OrderStatus; lastUpdatedAt: string }),
    timeline: (event) => tellEvent(queryClient, sfOrderId, event as TimelineEventBody),
  })
  const query = useQuery({
    ...orderQuery(sfOrderId),
    refetchInterval: ({ state: { data, error } }) =>
      stream === 'live' || error || (data && isOver(data.status)) ? false : askEveryMs,
  })
  useSaidAloud(query.data?.status)
  return { query, stream }
}

function useSaidAloud(status: OrderStatus | undefined): void {
  const t = useTranslations('orders')
  const wordOf = useStatusWord()
  const before = useRef(status)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new status is worth saying
  useEffect(() => {
    if (status && before.current && status !== before.current) {
      announce(t('statusNow', { status: wordOf(status) }))
    }
    before.current = status
  }, [status])
}
