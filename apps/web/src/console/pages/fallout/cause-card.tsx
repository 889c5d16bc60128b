import { IconChevronDown } from '@tabler/icons-react'
import type { FalloutGroupBody } from '@turnup/contracts'
import type { ReactNode } from 'react'
import { Moment, RelativeMoment } from '../../../kit/moment.tsx'
import { causeWords } from '../../parts/cause-words.ts'
import { connectorName } from '../../parts/connector-name.ts'
import { OrderLink } from '../../parts/order-link.tsx'
import { errorKindWords } from '../../parts/order-words.ts'
import { causeKey, wordsOfRepair } from './cause-words.ts'
import styles from './fallout.module.css'

export interface CauseCardProps {
  group: FalloutGroupBody
  isOpen: boolean
  onToggle(): void
  /** What is shown while it is open. */
  children: ReactNode
}

/** One cause of fallout: what, where, how many, since when, and what fits best. */
export function CauseCard({ group, isOpen, onToggle, children }: CauseCardProps) {
  const panelId = `orders-of-${causeKey(group)}`
  const [best, ...others] = group.repairs
  return (
    <li className={styles.cause} data-open={isOpen || undefined} id={causeKey(group)}>
      <div className={styles.head}>
        <p className={styles.count}>
          <span>{group.count}</span>
          {group.count === 1 ? 'order' : 'orders'}
        </p>
        <div className={styles.body}>
          <h2 className={styles.title}>
            <button type="button" data-row aria-expanded={isOpen} aria-controls={panelId} onClick={onToggle}>
              {causeWords(group.code)}
              <IconChevronDown size={20} aria-hidden className={styles.chevron} />
            </button>
          </h2>
          <p className={styles.where}>
            <b>{group.connector ? connectorName(group.connector) : 'Turnup itself'}</b>
            <span>{group.action ? <code>{group.action}</code> : 'no plan could be made'}</span>
            {group.kind && <span>{errorKindWords[group.kind] ?? group.kind}</span>}
            <code>{group.code}</code>
          </p>
          <p className={styles.message}>{group.message}</p>
          <p className={styles.where}>
            <span>
              Oldest <RelativeMoment at={group.oldestAt} />, since <Moment at={group.oldestAt} />
            </span>
            <span className={styles.samples}>
              For example
              {group.samples.map((sample) => (
                <OrderLink
                  key={`${sample.orderId} ${sample.step}`}
                  order={{ id: sample.orderId, crmOrderId: sample.crmOrderId }}
                  step={sample.step}
                />
              ))}
            </span>
          </p>
        </div>
        {best && (
          <div className={styles.fits}>
            <p>Fits best</p>
            <p className={styles.best}>{wordsOfRepair(best)}</p>
            {others.length > 0 && (
              <p>or {others.map((one) => wordsOfRepair(one).toLowerCase()).join(', ')}</p>
            )}
          </div>
        )}
      </div>
      {isOpen && (
        <section id={panelId} className={styles.panel} aria-label={`Orders: ${causeWords(group.code)}`}>
          {children}
        </section>
      )}
    </li>
  )
}
