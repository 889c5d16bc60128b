import { Group, Stack, Table, Text } from '@mantine/core'
import type { ConsoleCustomerBody } from '@turnup/contracts'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { TextLink } from '../../../kit/link.tsx'
import { Moment } from '../../../kit/moment.tsx'
import { TableBox } from '../../../kit/table-box.tsx'
import { OrderLink } from '../../parts/order-link.tsx'
import { OrderStateBadge } from '../../parts/order-state-badge.tsx'
import { actorWords, kindWords } from '../../parts/order-words.ts'

/** How many orders a customer's page holds at most. */
const most = 20

export function CustomerOrders({ customer }: { customer: ConsoleCustomerBody }) {
  const { orders } = customer
  if (orders.length === 0)
    return <EmptyState title="No orders yet" text="What this customer orders shows up here." />
  return (
    <Stack gap="sm">
      <TableBox label="Orders of this customer">
        <Table aria-label="Orders of this customer">
          <Table.Thead>
            <Table.Tr>
              {['Order', 'What', 'State', 'Who acts next', 'Placed'].map((heading) => (
                <Table.Th key={heading} scope="col">
                  {heading}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {orders.map((order) => (
              <Table.Tr key={order.id}>
                <Table.Th scope="row">
                  <OrderLink order={order} />
                </Table.Th>
                <Table.Td>
                  {order.items.map(({ name, quantity }) => `${quantity} × ${name}`).join(', ') ||
                    kindWords[order.kind]}
                </Table.Td>
                <Table.Td>
                  <OrderStateBadge state={order.state} />
                </Table.Td>
                <Table.Td maw={380}>
                  {order.nextAction ? (
                    <>
                      <b>{actorWords[order.nextAction.who]}</b>
                      <Text size="sm" c="dimmed">
                        {order.nextAction.why}
                      </Text>
                    </>
                  ) : (
                    <Text c="dimmed">Nobody: it is finished</Text>
                  )}
                </Table.Td>
                <Table.Td style={{ whiteSpace: 'nowrap' }}>
                  <Moment at={order.createdAt} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableBox>
      <Group>
        <TextLink to="/" search={{ customer: customer.number }}>
          {orders.length < most ? 'These orders in the queue' : 'All orders in the queue'}
        </TextLink>
      </Group>
    </Stack>
  )
}
