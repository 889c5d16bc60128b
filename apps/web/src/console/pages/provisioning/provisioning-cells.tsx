import { Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ProvisioningItemBody } from '@turnup/contracts'
import { TextLink } from '../../../kit/link.tsx'
import { RelativeMoment } from '../../../kit/moment.tsx'
import { connectorName } from '../../parts/connector-name.ts'
import { orderName } from '../../parts/order-words.ts'
import { ToneBadge } from '../../parts/tone-badge.tsx'
import queueStyles from '../queue/queue.module.css'
import { PhaseBadge } from './phase-badge.tsx'
import styles from './provisioning.module.css'
import type { ProvisioningRow } from './provisioning-list.tsx'

interface CellProps {
  row: ProvisioningRow
}

/** The order's name as the row's link; the keys j and k go from one to the next. */
export function RowLink({ row }: CellProps) {
  return (
    <TextLink to="/orders/$id" params={{ id: row.id }} data-row-link={row.id} fw={650}>
      {orderName(row)}
    </TextLink>
  )
}

export function OrderCell({ row }: CellProps) {
  return (
    <>
      <RowLink row={row} />
      <span className={queueStyles.quiet}>
        <RelativeMoment at={row.createdAt} />
      </span>
    </>
  )
}

/** Whose PBX it is, and whom to ask about it (R197). */
export function ClientCell({ row: { customer, contact } }: CellProps) {
  return (
    <>
      <TextLink to="/customers/$id" params={{ id: customer.id }} c="inherit">
        {customer.company ?? customer.name}
      </TextLink>
      <span className={queueStyles.quiet}>{contact.name}</span>
      <span className={queueStyles.quiet}>{contact.email}</span>
      <span className={queueStyles.quiet}>{contact.phone}</span>
    </>
  )
}

export function ProductCell({ row: { products, domain, seats } }: CellProps) {
  return (
    <>
      {products.map(({ sku, name, quantity }) => (
        <span key={sku} className={styles.line}>
          {quantity > 1 && `${quantity} × `}
          {name}
        </span>
      ))}
      <span className={queueStyles.quiet}>{domain}</span>
      <span className={queueStyles.quiet}>{seats === 1 ? '1 seat' : `${seats} seats`}</span>
    </>
  )
}

export function ProviderCell({ row: { providerId, isRegulated } }: CellProps) {
  return (
    <>
      {connectorName(providerId)}
      <span className={queueStyles.quiet}>{isRegulated ? 'regulated' : 'standard'}</span>
    </>
  )
}

/** The badge, what went wrong, and whether a person must look at the registration first (R185, R198, R199). */
export function StatusCell({ row, isGone }: CellProps & { isGone: boolean }) {
  return (
    <div className={styles.status}>
      <PhaseBadge phase={row.phase} />
      {needsReview(row) && (
        <ToneBadge tone="sent" icon={IconAlertTriangle}>
          Needs review
        </ToneBadge>
      )}
      <OrderTrouble item={row} />
      {isGone && <span className={queueStyles.moved}>No longer in this view</span>}
    </div>
  )
}

/** A regulated order that nobody has submitted yet. */
export function needsReview({ phase, isRegulated }: Pick<ProvisioningRow, 'phase' | 'isRegulated'>): boolean {
  return isRegulated && phase === 'pending'
}

/** What the order is stuck with, in the words of whoever refused it. */
export function OrderTrouble({ item }: { item: Pick<ProvisioningItemBody, 'error' | 'nextAction'> }) {
  const { error, nextAction } = item
  if (!error) return null
  return (
    <div className={styles.trouble}>
      {/* Where the next action says the same, it stands beside it. */}
      {error.message && error.message !== nextAction?.why && <Text size="sm">{error.message}</Text>}
      <Text size="xs">{error.code}</Text>
    </div>
  )
}
