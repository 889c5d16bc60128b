import { Stack, Table, Text } from '@mantine/core'
import { IconEqual, IconEqualNot, IconHelpCircle } from '@tabler/icons-react'
import type { DryRunBody } from '@turnup/contracts'
import { Money } from '../../../kit/money.tsx'
import { TableBox } from '../../../kit/table-box.tsx'
import { ToneBadge } from '../../parts/tone-badge.tsx'

type Price = NonNullable<DryRunBody['prices']>[number]

const cycleWords: Record<string, string> = { monthly: 'Monthly', annually: 'Yearly', 'one-time': 'Once' }

/** What the installation does when the two prices differ (X44). */
const policyWords: Record<DryRunBody['pricingPolicy'], string> = {
  warn: 'Where prices differ, the order goes on with a warning, and the customer pays the price of the billing system.',
  block: 'Where prices differ, the order stops before anything happens, until both are made equal.',
  priceoverride: 'Where prices differ, the price of the CRM is put into the billing order.',
}

/** Unit prices of the two systems side by side. */
export function PriceTable({ prices, policy }: { prices: Price[]; policy: DryRunBody['pricingPolicy'] }) {
  return (
    <Stack gap="sm">
      <Text size="sm">{policyWords[policy]}</Text>
      <TableBox label="Prices for one, in the CRM and in the billing system">
        <Table aria-label="Prices for one, in the CRM and in the billing system">
          <Table.Thead>
            <Table.Tr>
              {['Line', 'Product', 'Paid', 'CRM', 'Billing system', 'Compared'].map((heading) => (
                <Table.Th key={heading} scope="col">
                  {heading}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {prices.map((price) => (
              <Table.Tr key={price.itemId}>
                <Table.Td>{price.itemId}</Table.Td>
                <Table.Th scope="row">{price.sku}</Table.Th>
                <Table.Td>{cycleWords[price.billingCycle] ?? price.billingCycle}</Table.Td>
                <Table.Td>
                  <Money value={price.crm} />
                </Table.Td>
                <Table.Td>{price.billing ? <Money value={price.billing} /> : 'No such price'}</Table.Td>
                <Table.Td>
                  <Compared price={price} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableBox>
    </Stack>
  )
}

function Compared({ price }: { price: Price }) {
  if (price.same)
    return (
      <ToneBadge tone="good" icon={IconEqual}>
        Same
      </ToneBadge>
    )
  return price.billing ? (
    <ToneBadge tone="attention" icon={IconEqualNot}>
      Differs
    </ToneBadge>
  ) : (
    <ToneBadge tone="attention" icon={IconHelpCircle}>
      Not sold so
    </ToneBadge>
  )
}
