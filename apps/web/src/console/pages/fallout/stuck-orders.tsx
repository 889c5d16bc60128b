import { Checkbox, Table, Text } from '@mantine/core'
import type { ConsoleOrderSummaryBody } from '@turnup/contracts'
import { Moment } from '../../../kit/moment.tsx'
import { TableBox } from '../../../kit/table-box.tsx'
import { OrderLink } from '../../parts/order-link.tsx'
import { OrderStateBadge } from '../../parts/order-state-badge.tsx'
import { orderName } from '../../parts/order-words.ts'
import type { Choice } from './use-choice.ts'

export interface StuckOrdersProps {
  orders: ConsoleOrderSummaryBody[]
  /** Absent for people who may only look. */
  choice?: Choice
}

export function StuckOrders({ orders, choice }: StuckOrdersProps) {
  return (
    <TableBox label="Orders of this cause">
      <Table aria-label="Orders of this cause" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {choice && (
              <Table.Th scope="col" w={40}>
                <AllShown orders={orders} choice={choice} />
              </Table.Th>
            )}
            {['Order', 'Customer', 'What', 'State', 'Why it is stuck', 'Last change'].map((heading) => (
              <Table.Th key={heading} scope="col">
                {heading}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {orders.map((order) => (
            <Table.Tr key={order.id}>
              {choice && (
                <Table.Td>
                  <Checkbox
                    data-row
                    aria-label={`Choose order ${orderName(order)}`}
                    checked={choice.has(order.id)}
                    onChange={() => choice.toggle(order.id)}
                  />
                </Table.Td>
              )}
              <Table.Th scope="row">
                <OrderLink order={order} step={order.nextAction?.step} />
              </Table.Th>
              <Table.Td>
                {order.customer.name}
                <Text size="xs" c="dimmed">
                  {order.customer.number}
                </Text>
              </Table.Td>
              <Table.Td>
                {order.items.map(({ name, quantity }) => `${quantity} × ${name}`).join(', ')}
              </Table.Td>
              <Table.Td>
                <OrderStateBadge state={order.state} />
              </Table.Td>
              <Table.Td maw={420} style={{ overflowWrap: 'anywhere' }}>
                {order.nextAction?.why ?? order.error?.message}
                {order.nextAction?.step && (
                  <Text size="xs" c="dimmed" ff="monospace">
                    {order.nextAction.step}
                  </Text>
                )}
              </Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>
                <Moment at={order.updatedAt} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </TableBox>
  )
}

function AllShown({ orders, choice }: { orders: ConsoleOrderSummaryBody[]; choice: Choice }) {
  const count = orders.filter(({ id }) => choice.has(id)).length
  return (
    <Checkbox
      aria-label="Choose all orders of this cause"
      checked={choice.isAll || (orders.length > 0 && count === orders.length)}
      indeterminate={count > 0 && count < orders.length}
      onChange={() => (count === orders.length ? choice.chooseNone() : choice.chooseAll())}
    />
  )
}
