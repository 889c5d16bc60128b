import { Text } from '@mantine/core'
import type { OverviewBody } from '@turnup/contracts'
import { TextLink } from '../../../kit/link.tsx'
import { type OrderStateName, orderStateLooks } from '../../parts/order-state-badge.tsx'
import { BarTable } from './bar-table.tsx'
import { Picture } from './picture.tsx'

const order = Object.keys(orderStateLooks)

/** Where all orders stand at this moment, along their way. */
export function StatePicture({ overview: { byState } }: { overview: OverviewBody }) {
  const rows = byState
    .toSorted((one, other) => order.indexOf(one.key) - order.indexOf(other.key))
    .map(({ key, count }) => ({
      key,
      name: (
        <TextLink to="/" search={{ state: key }}>
          {orderStateLooks[key as OrderStateName]?.words ?? key}
        </TextLink>
      ),
      value: count,
      words: String(count),
    }))
  return (
    <Picture title="Orders by state" about="All orders, as they stand now.">
      {rows.length === 0 ? (
        <Text>There is no order yet.</Text>
      ) : (
        <BarTable caption="Orders by state, now" nameHeading="State" valueHeading="Orders" rows={rows} />
      )}
    </Picture>
  )
}
