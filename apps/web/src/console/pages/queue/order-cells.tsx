import { Checkbox } from '@mantine/core'
import type { ConsoleOrderSummaryBody } from '@turnup/contracts'
import { ButtonLink, TextLink } from '../../../kit/link.tsx'
import { RelativeMoment } from '../../../kit/moment.tsx'
import { connectorName } from '../../parts/connector-name.ts'
import { kindWords, orderName } from '../../parts/order-words.ts'
import styles from './queue.module.css'

type Order = ConsoleOrderSummaryBody

export interface Selection {
  ids: ReadonlySet<string>
  toggle(id: string): void
}

export function SelectBox({ order, selection }: { order: Order; selection: Selection }) {
  return (
    <Checkbox
      aria-label={`Select order ${orderName(order)}`}
      checked={selection.ids.has(order.id)}
      onChange={() => selection.toggle(order.id)}
    />
  )
}

/** The order's name as the row's link; the keys j and k go from one to the next. */
export function RowLink({ order }: { order: Order }) {
  return (
    <TextLink to="/orders/$id" params={{ id: order.id }} data-row-link={order.id} fw={650}>
      {orderName(order)}
    </TextLink>
  )
}

/** What is ordered, by whom and by which way it came. */
export function KindNote({ order }: { order: Order }) {
  return (
    <span className={styles.quiet}>
      {kindWords[order.kind]} · by {order.channel}
      {order.generation > 1 && ` · request ${order.generation}`}
    </span>
  )
}

export function ClientCell({ customer }: { customer: Order['customer'] }) {
  return (
    <>
      {customer.company ?? customer.name}
      {customer.company && <span className={styles.quiet}>{customer.name}</span>}
      <span className={styles.quiet}>{customer.email}</span>
      <span className={styles.quiet}>{customer.number}</span>
    </>
  )
}

const mostNamed = 2

export function ProductCell({ items }: { items: Order['items'] }) {
  const named = items.slice(0, mostNamed)
  return (
    <>
      {named.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of one order keep their places
        <span key={at} style={{ display: 'block' }}>
          {item.quantity > 1 && `${item.quantity} × `}
          {item.name}
        </span>
      ))}
      {items.length > mostNamed && <span className={styles.quiet}>and {items.length - mostNamed} more</span>}
    </>
  )
}

/** Who delivers it; known as soon as there is a plan. While servers are exchanged, one of before does not say it. */
export function ProviderCell({ providers = [] }: Partial<Pick<Order, 'providers'>>) {
  if (providers.length === 0) return <span className={styles.quiet}>none yet</span>
  return providers.map((id) => (
    <span key={id} style={{ display: 'block' }}>
      {connectorName(id)}
    </span>
  ))
}

/** Under which numbers the outside systems know it. */
export function LineCell({ order }: { order: Order }) {
  return (
    <>
      {order.maskedIccid && (
        <span style={{ display: 'block' }}>
          <span className="visually-hidden">SIM ending in </span>
          {order.maskedIccid}
        </span>
      )}
      {order.billingOrderId && <span className={styles.quiet}>billing {order.billingOrderId}</span>}
      {!order.maskedIccid && !order.billingOrderId && <span className={styles.quiet}>none yet</span>}
    </>
  )
}

export function AgeCell({ order }: { order: Order }) {
  return (
    <>
      <RelativeMoment at={order.createdAt} />
      <span className={styles.quiet}>
        {order.finishedAt ? 'finished ' : 'changed '}
        <RelativeMoment at={order.finishedAt ?? order.updatedAt} />
      </span>
    </>
  )
}

/** The next thing to do by the order's state; whatever changes something happens on its page. */
export function RowAction({ order, mayAct }: { order: Order; mayAct: boolean }) {
  const { actions = [], step } = order.nextAction ?? {}
  const [label, isFirst] = labelOf(actions, order, mayAct)
  const look = { size: 'xs', variant: isFirst ? 'filled' : 'default' } as const
  const named = { 'aria-label': `${label} ${orderName(order)}` }
  if (label === 'Resume')
    return (
      <ButtonLink to="/connectors" {...look} {...named}>
        {label}
      </ButtonLink>
    )
  return (
    <ButtonLink to="/orders/$id" params={{ id: order.id }} search={step ? { step } : {}} {...look} {...named}>
      {label}
    </ButtonLink>
  )
}

function labelOf(actions: string[], order: Order, mayAct: boolean): [label: string, isFirst: boolean] {
  if (!mayAct) return ['Open', false]
  if (actions.includes('resume-connector')) return ['Resume', true]
  if (actions.includes('decide')) return ['Decide', true]
  if (order.state === 'held') return [actions.includes('retry') ? 'Repair' : 'See why', true]
  return ['Open', false]
}
