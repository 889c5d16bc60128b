import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Page } from '../../../kit/page.tsx'
import { ordersKey } from '../../api/orders.ts'
import { orderCountsQuery } from '../../api/queue.ts'
import { useOperator } from '../../api/use-operator.ts'
import { LiveNote } from '../../parts/live-note.tsx'
import { useLive } from '../../parts/use-live.ts'
import { rememberQueueSearch } from './last-search.ts'
import { QueueFilters } from './queue-filters.tsx'
import { QueueList } from './queue-list.tsx'
import { type QueueSearch, tidySearch } from './queue-search.ts'
import { queueViews } from './queue-views.ts'
import { ViewBar } from './view-bar.tsx'

/** All orders: who must act, why, and by when (R197 to R199). */
export function QueuePage() {
  const search = useSearch({ from: '/operator/' })
  const navigate = useNavigate({ from: '/' })
  const operator = useOperator()
  const queryClient = useQueryClient()
  const { data: counts } = useQuery(orderCountsQuery)
  const live = useLive('/api/console/orders/events', () => {
    void queryClient.invalidateQueries({ queryKey: ordersKey }, { cancelRefetch: false })
  })
  useEffect(() => rememberQueueSearch(search), [search])
  const [viewedOn] = useState(() => new Date())
  const change = (part: QueueSearch) =>
    void navigate({ search: (present) => tidySearch({ ...present, ...part }), replace: true })
  return (
    <Page
      title="Queue"
      intro="Every order, with who must act, why, and by when."
      aside={<LiveNote state={live} />}
    >
      <ViewBar views={queueViews(counts, operator.role)} search={search} />
      <QueueFilters
        key={search.created}
        search={search}
        counts={counts}
        onChange={change}
        onClear={() => void navigate({ search: {} })}
      />
      <QueueList search={search} today={viewedOn} mayAct={operator.may('operator')} />
    </Page>
  )
}
