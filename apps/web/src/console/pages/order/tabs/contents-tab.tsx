import { Stack, Table, Text, Title } from '@mantine/core'
import type { ConsoleOrderBody } from '@turnup/contracts'
import { FactList } from '../../../../kit/fact-list.tsx'
import { TextLink } from '../../../../kit/link.tsx'
import { Money } from '../../../../kit/money.tsx'
import { TableBox } from '../../../../kit/table-box.tsx'
import { CopyableId } from '../../../parts/copyable-id.tsx'
import { JsonView } from '../../../parts/json-view.tsx'
import styles from '../order-page.module.css'

/** What is ordered, and under which ids each system knows it (R034, R145). */
export function ContentsTab({ order }: { order: ConsoleOrderBody }) {
  return (
    <Stack gap="lg">
      <Items items={order.items} />
      {(order.promoCode || order.notes) && (
        <FactList
          facts={[
            order.promoCode && { name: 'Promotion', value: order.promoCode },
            order.notes && { name: 'Notes from the order', value: order.notes },
          ]}
        />
      )}
      <div className={styles.columns}>
        <Customer order={order} />
        <Ids order={order} />
      </div>
      {order.subject !== undefined && order.subject !== null && (
        <details className={styles.fold}>
          <summary>What else the order carries</summary>
          <JsonView value={order.subject} label="What else the order carries" />
        </details>
      )}
    </Stack>
  )
}

const cycleWords: Record<string, string> = { monthly: 'a month', annually: 'a year', 'one-time': 'once' }

function Items({ items }: { items: ConsoleOrderBody['items'] }) {
  if (items.length === 0) return <Text c="dimmed">This order has no lines; its plan says what it does.</Text>
  return (
    <TableBox label="Lines of the order">
      <Table aria-label="Lines of the order">
        <Table.Thead>
          <Table.Tr>
            {['Product', 'Quantity', 'Price', 'Billing product', 'Flow', 'Options'].map((heading) => (
              <Table.Th key={heading} scope="col">
                {heading}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Table.Tr key={item.id}>
              <Table.Th scope="row">
                {item.name}
                <span className={styles.quiet} style={{ display: 'block', fontWeight: 400 }}>
                  {item.sku} · {item.category}, {item.itemClass}
                </span>
              </Table.Th>
              <Table.Td>{item.quantity}</Table.Td>
              <Table.Td>
                <Money value={item.unitPrice} /> {cycleWords[item.billingCycle] ?? item.billingCycle}
              </Table.Td>
              <Table.Td>{item.billingProductId ?? 'not mapped'}</Table.Td>
              <Table.Td>{item.provisioningFlow ?? 'by category'}</Table.Td>
              <Table.Td>
                <JsonView value={item.configOptions} label={`Options of ${item.name}`} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </TableBox>
  )
}

function Customer({ order: { customer } }: { order: ConsoleOrderBody }) {
  return (
    <section aria-labelledby="mapping">
      <Title order={2} id="mapping" size="h4" mb="xs">
        The customer in the three systems
      </Title>
      <FactList
        facts={[
          {
            name: 'Customer',
            value: (
              <TextLink to="/customers/$id" params={{ id: customer.id }}>
                {customer.name}
              </TextLink>
            ),
          },
          customer.company && { name: 'Company', value: customer.company },
          { name: 'Customer number', value: customer.number },
          { name: 'E-mail', value: customer.email },
          { name: 'Portal user', value: <CopyableId value={customer.id} label="portal user id" /> },
          {
            name: 'Billing client',
            value: <CopyableId value={customer.billingClientId} label="billing client id" />,
          },
          { name: 'CRM account', value: <CopyableId value={customer.crmAccountId} label="CRM account id" /> },
        ]}
      />
    </section>
  )
}

function Ids({ order }: { order: ConsoleOrderBody }) {
  return (
    <section aria-labelledby="ids">
      <Title order={2} id="ids" size="h4" mb="xs">
        The order’s ids
      </Title>
      <FactList
        facts={[
          { name: 'Turnup', value: <CopyableId value={order.id} label="order id" /> },
          order.crmOrderId && {
            name: 'CRM order',
            value: <CopyableId value={order.crmOrderId} label="CRM order id" />,
          },
          order.opportunityId && {
            name: 'Opportunity',
            value: <CopyableId value={order.opportunityId} label="opportunity id" />,
          },
          {
            name: 'Billing order',
            value: order.billingOrderId ? (
              <CopyableId value={order.billingOrderId} label="billing order id" />
            ) : (
              'none yet'
            ),
          },
          order.billingServiceIds.length > 0 && {
            name: 'Billing services',
            value: order.billingServiceIds.join(', '),
          },
          order.maskedIccid && { name: 'SIM', value: order.maskedIccid },
          {
            name: 'Correlation id',
            value: <CopyableId value={order.correlationId} label="correlation id" />,
          },
          {
            name: 'Audit log',
            value: (
              <TextLink to="/audit" search={{ subjectId: order.id }}>
                Who changed what
              </TextLink>
            ),
          },
        ]}
      />
    </section>
  )
}
