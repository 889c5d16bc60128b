import { Group, Table, Text } from '@mantine/core'
import type { ConsoleCustomerSummaryBody } from '@turnup/contracts'
import { TextLink } from '../../../kit/link.tsx'
import { Moment } from '../../../kit/moment.tsx'
import { TableBox } from '../../../kit/table-box.tsx'
import { CustomerBadges, customerName } from './customer-badges.tsx'
import { reviewWords } from './review-words.ts'

export function CustomerTable({ customers }: { customers: ConsoleCustomerSummaryBody[] }) {
  return (
    <TableBox label="Customers">
      <Table aria-label="Customers">
        <Table.Thead>
          <Table.Tr>
            {['Customer', 'Number', 'E-mail', 'State', 'Signed up'].map((heading) => (
              <Table.Th key={heading} scope="col">
                {heading}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {customers.map((customer) => (
            <CustomerRow key={customer.id} customer={customer} />
          ))}
        </Table.Tbody>
      </Table>
    </TableBox>
  )
}

function CustomerRow({ customer }: { customer: ConsoleCustomerSummaryBody }) {
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <TextLink to="/customers/$id" params={{ id: customer.id }}>
          {customerName(customer)}
        </TextLink>
        {customer.company && (
          <Text size="sm" c="dimmed" fw={400}>
            {customer.company}
          </Text>
        )}
      </Table.Th>
      <Table.Td>{customer.number}</Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{customer.email}</Table.Td>
      <Table.Td maw={420}>
        <Group gap={6}>
          <CustomerBadges customer={customer} />
        </Group>
        {customer.reviewReason && (
          <Text size="sm" c="dimmed" mt={4}>
            {reviewWords(customer.reviewReason)}
          </Text>
        )}
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        <Moment at={customer.createdAt} />
      </Table.Td>
    </Table.Tr>
  )
}
