import { Button } from '@mantine/core'
import { IconPackage } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { ButtonLink } from '../../../kit/link.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Page } from '../../../kit/page.tsx'
import { orderListQuery } from '../../api/orders.ts'
import { OrderCard } from './order-card.tsx'
import styles from './order-list-page.module.css'
import { isOver } from './order-words.ts'

/** How often the list looks again while something in it is under way. */
const lookAgainMs = 10_000

/** All orders, newest first. */
export function OrderListPage() {
  const t = useTranslations('orders')
  const query = useInfiniteQuery({
    ...orderListQuery,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ orders }) => orders.some(({ status }) => !isOver(status)))
        ? lookAgainMs
        : false,
  })
  return (
    <Page title={t('listTitle')} intro={t('listIntro')}>
      <Loaded query={query}>
        {({ pages }) => {
          const orders = pages.flatMap((page) => page.orders)
          if (orders.length === 0) return <NoOrders />
          return (
            <>
              <ul className={styles.list}>
                {orders.map((order) => (
                  <OrderCard key={order.id} order={order} />
                ))}
              </ul>
              {query.isFetchNextPageError && <ErrorNotice error={query.error} />}
              {query.hasNextPage && (
                <Button
                  variant="default"
                  className={styles.more}
                  loading={query.isFetchingNextPage}
                  onClick={() => void query.fetchNextPage()}
                >
                  {t('earlier')}
                </Button>
              )}
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}

function NoOrders() {
  const t = useTranslations('orders')
  return (
    <EmptyState
      order={2}
      icon={<IconPackage size={36} aria-hidden />}
      title={t('emptyTitle')}
      text={t('emptyText')}
      action={
        <ButtonLink to="/catalog" search={{}}>
          {t('toShop')}
        </ButtonLink>
      }
    />
  )
}
