import { NextActionNote } from '../../parts/next-action-note.tsx'
import queueStyles from '../queue/queue.module.css'
import styles from './provisioning.module.css'
import { ProvisioningActions } from './provisioning-actions.tsx'
import {
  ClientCell,
  needsReview,
  ProductCell,
  ProviderCell,
  RowLink,
  StatusCell,
} from './provisioning-cells.tsx'
import type { ProvisioningRowsProps } from './provisioning-list.tsx'

/** The provisioning queue on a phone: one card an order. */
export function ProvisioningCards({ rows, gone }: ProvisioningRowsProps) {
  return (
    <ul className={queueStyles.cards} aria-label="Orders">
      {rows.map((row) => (
        <li
          key={row.id}
          className={`${queueStyles.card} ${styles.card}`}
          data-gone={gone.has(row.id) || undefined}
          data-review={needsReview(row) || undefined}
        >
          <div className={queueStyles.cardTop}>
            <h3>
              <RowLink row={row} />
            </h3>
            <div className={styles.number}>{row.number}</div>
          </div>
          <StatusCell row={row} isGone={gone.has(row.id)} />
          {row.nextAction && (
            <NextActionNote next={row.nextAction} overdue={row.overdue} isShort={!row.error} />
          )}
          <div className={styles.pair}>
            <div>
              <ClientCell row={row} />
            </div>
            <div>
              <ProductCell row={row} />
              <ProviderCell row={row} />
            </div>
          </div>
          <ProvisioningActions item={row} layout="row" />
        </li>
      ))}
    </ul>
  )
}
