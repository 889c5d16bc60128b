import { NextActionNote } from '../../parts/next-action-note.tsx'
import { OrderStateBadge } from '../../parts/order-state-badge.tsx'
import { AgeCell, KindNote, ProductCell, RowAction, RowLink, SelectBox } from './order-cells.tsx'
import styles from './queue.module.css'
import type { OrderRowsProps } from './queue-table.tsx'

/** The queue on a phone: one card an order. */
export function QueueCards({ rows, gone, mayAct, selection }: OrderRowsProps) {
  return (
    <ul className={styles.cards} aria-label="Orders">
      {rows.map((order) => (
        <li key={order.id} className={styles.card} data-gone={gone.has(order.id) || undefined}>
          <div className={styles.cardTop}>
            <h3>
              <RowLink order={order} />
            </h3>
            <OrderStateBadge state={order.state} />
          </div>
          {gone.has(order.id) && <span className={styles.moved}>No longer in this view</span>}
          <div>
            {order.customer.company ?? order.customer.name}
            <span className={styles.quiet}>{order.customer.number}</span>
          </div>
          <div>
            <ProductCell items={order.items} />
            <KindNote order={order} />
          </div>
          {order.nextAction && <NextActionNote next={order.nextAction} overdue={order.overdue} isShort />}
          <div className={styles.cardTop}>
            <span className={styles.quiet}>
              <AgeCell order={order} />
            </span>
            <span className={styles.cardTop}>
              {mayAct && <SelectBox order={order} selection={selection} />}
              <RowAction order={order} mayAct={mayAct} />
            </span>
          </div>
        </li>
      ))}
    </ul>
  )
}
