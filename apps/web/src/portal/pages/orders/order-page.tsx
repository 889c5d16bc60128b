import { useLocation, useParams } from '@tanstack/react-router'
import type { OrderBody } from '@turnup/contracts'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { StreamState } from '../../../api/use-event-stream.ts'
import { TextLink } from '../../../kit/link.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Moment } from '../../../kit/moment.tsx'
import { Page } from '../../../kit/page.tsx'
import { CancelOrder } from './cancel-order.tsx'
import { LiveMark } from './live-mark.tsx'
import { OrderItems } from './order-items.tsx'
import { OrderNotice } from './order-notice.tsx'
import styles from './order-page.module.css'
import { OrderPbx } from './order-pbx.tsx'
import { OrderServices } from './order-services.tsx'
import { OrderStatus } from './order-status.tsx'
import { OrderStepsList } from './order-steps-list.tsx'
import { OrderStory } from './order-story.tsx'
import { isOver, useOrderName } from './order-words.ts'
import { useLiveOrder } from './use-live-order.ts'

/** One order: where it stands, live, what is asked of the customer, what is in it, and what came of it (R074, R142). */
export function OrderPage() {
  const t = useTranslations('orders')
  const { sfOrderId } = useParams({ from: '/customer/orders/$sfOrderId' })
  const justPlaced = useLocation({ select: ({ state }) => state.justPlaced === true })
  const { query, stream } = useLiveOrder(sfOrderId)
  const nameOf = useOrderName()
  const order = query.data
  const isThanks = justPlaced && (order === undefined || order.status === 'Pending Review')
  const title = isThanks ? t('thanks') : order ? nameOf(order.items) : t('order')
  return (
    <Page
      title={title}
      intro={isThanks ? t('thanksText') : undefined}
      above={<TextLink to="/orders">{t('allOrders')}</TextLink>}
    >
      <Loaded query={query}>{(data) => <OrderParts order={data} stream={stream} />}</Loaded>
    </Page>
  )
}

function OrderParts({ order, stream }: { order: OrderBody; stream: StreamState }) {
  const t = useTranslations('orders')
  const standing = useRef<HTMLElement>(null)
  const isSettled = isOver(order.status) && stream === 'ended'
  return (
    <>
      <OrderNotice order={order} />
      <section ref={standing} tabIndex={-1} className={styles.box} aria-label={t('progress')}>
        <div className={styles.top}>
          <OrderStatus status={order.status} actionRequired={order.actionRequired} />
          {!isSettled && <LiveMark state={stream} />}
        </div>
        <OrderStepsList order={order} />
      </section>
      {order.status === 'Provisioned' && <OrderServices order={order} />}
      {order.pbx && <OrderPbx pbx={order.pbx} />}
      <div className={styles.columns}>
        <OrderItems order={order} />
        <OrderStory timeline={order.timeline} />
      </div>
      <CancelOrder order={order} onCancelled={() => standing.current?.focus()} />
      <p className={styles.reference}>
        {t.rich('placedAt', { moment: () => <Moment key="moment" at={order.placedAt} /> })}
        {' · '}
        {t('reference', { id: order.sfOrderId })}
      </p>
    </>
  )
}
