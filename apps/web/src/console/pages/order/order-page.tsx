import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { ConsoleOrderBody } from '@turnup/contracts'
import { TextLink } from '../../../kit/link.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Moment } from '../../../kit/moment.tsx'
import { Page } from '../../../kit/page.tsx'
import { orderKey, orderQuery } from '../../api/orders.ts'
import { LiveNote } from '../../parts/live-note.tsx'
import { OrderStateBadge } from '../../parts/order-state-badge.tsx'
import { kindWords, orderName, shortId } from '../../parts/order-words.ts'
import { useLive } from '../../parts/use-live.ts'
import { useShortcuts } from '../../shell/shortcuts.ts'
import { lastQueueSearch } from '../queue/last-search.ts'
import { OrderDetail } from './order-detail.tsx'
import styles from './order-page.module.css'

/** One order: who must act, its plan as it stands, and its story. */
export function OrderPage() {
  const { id } = useParams({ from: '/operator/orders/$id' })
  const search = useSearch({ from: '/operator/orders/$id' })
  const navigate = useNavigate({ from: '/orders/$id' })
  const queryClient = useQueryClient()
  const query = useQuery(orderQuery(id))
  const live = useLive(query.data && `/api/console/orders/${encodeURIComponent(id)}/events`, () => {
    void queryClient.invalidateQueries({ queryKey: orderKey(id) }, { cancelRefetch: false })
  })
  useShortcuts({ u: () => void navigate({ to: '/', search: lastQueueSearch() }) })
  return (
    <Page
      title={`Order ${query.data ? orderName(query.data) : shortId(id)}`}
      above={
        <TextLink to="/" search={lastQueueSearch()}>
          Queue
        </TextLink>
      }
      aside={query.data && <LiveNote state={live} />}
      intro={query.data && <OrderMeta order={query.data} />}
    >
      <Loaded query={query}>
        {(order) => (
          <OrderDetail
            order={order}
            search={search}
            onSearch={(part) =>
              void navigate({
                search: (present) => ({ ...present, ...part }),
                replace: true,
                resetScroll: false,
              })
            }
          />
        )}
      </Loaded>
    </Page>
  )
}

function OrderMeta({ order }: { order: ConsoleOrderBody }) {
  const { customer } = order
  return (
    <span className={styles.meta}>
      <OrderStateBadge state={order.state} />
      <span>
        {kindWords[order.kind]} for{' '}
        <TextLink to="/customers/$id" params={{ id: customer.id }}>
          {customer.company ?? customer.name}
        </TextLink>{' '}
        ({customer.number})
      </span>
      <span>
        by {order.channel}, <Moment at={order.createdAt} />
      </span>
      {order.maskedIccid && <span>SIM {order.maskedIccid}</span>}
    </span>
  )
}
