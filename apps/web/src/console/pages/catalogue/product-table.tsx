import { Stack, Table, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import type { ConsoleProductBody, MoneyBody } from '@turnup/contracts'
import { Day } from '../../../kit/moment.tsx'
import { Money } from '../../../kit/money.tsx'
import { TableBox } from '../../../kit/table-box.tsx'
import { ToneBadge } from '../../parts/tone-badge.tsx'
import styles from './product-table.module.css'
import {
  classInWords,
  cycleInWords,
  eligibilityInWords,
  flagWords,
  flowInWords,
  saleLook,
} from './product-words.ts'

const headings = [
  'Product',
  'Can it be fulfilled?',
  'Price in the CRM',
  'Price in billing',
  'Billing product',
  'Provisioned as',
  'Sold',
]

export interface ProductTableProps {
  products: ConsoleProductBody[]
  billingRead: boolean
}

export function ProductTable({ products, billingRead }: ProductTableProps) {
  return (
    <TableBox label="Products">
      <div className={styles.wide}>
        <Table aria-label="Products">
          <Table.Thead>
            <Table.Tr>
              {headings.map((heading) => (
                <Table.Th key={heading} scope="col">
                  {heading}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {products.map((product) => (
              <ProductRow key={product.productId} product={product} billingRead={billingRead} />
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </TableBox>
  )
}

function ProductRow({ product, billingRead }: { product: ConsoleProductBody; billingRead: boolean }) {
  const { flags, price, billingPrice, billingProductId, billingProductName, billingCycle } = product
  return (
    <Table.Tr data-flagged={flags.length > 0 || undefined} className={styles.row}>
      <Table.Th scope="row">
        {product.name}
        <Text size="xs" c="dimmed" fw={400}>
          {product.sku} · {classInWords(product.itemClass)}
        </Text>
      </Table.Th>
      <Table.Td>
        <Fitness product={product} billingRead={billingRead} />
      </Table.Td>
      <Table.Td className={styles.price}>
        <Price value={price} cycle={billingCycle} />
      </Table.Td>
      <Table.Td className={styles.price} data-wrong={flags.includes('price-differs') || undefined}>
        {billingPrice ? (
          <Price value={billingPrice} cycle={billingCycle} />
        ) : (
          <Text span inherit c="dimmed">
            {billingRead ? 'None' : 'Not read'}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {billingProductId === undefined ? (
          <Text span inherit c="dimmed">
            None
          </Text>
        ) : (
          <>
            {billingProductName ?? (billingRead ? 'Not found' : 'Not read')}
            <Text size="xs" c="dimmed">
              {billingProductId}
            </Text>
          </>
        )}
      </Table.Td>
      <Table.Td>{flowInWords(product.flow)}</Table.Td>
      <Table.Td>
        <Sale product={product} />
      </Table.Td>
    </Table.Tr>
  )
}

function Price({ value, cycle }: { value: MoneyBody; cycle: string }) {
  return (
    <>
      <Money value={value} />
      <Text size="xs" c="dimmed" fw={400}>
        {cycleInWords(cycle)}
      </Text>
    </>
  )
}

/** Each thing that is wrong with its mend, or that nothing is. */
function Fitness({ product: { flags, findings }, billingRead }: ProductRowProps) {
  if (flags.length === 0)
    return billingRead ? (
      <ToneBadge tone="good" icon={IconCircleCheck}>
        Yes
      </ToneBadge>
    ) : (
      <ToneBadge tone="quiet" icon={IconCircleCheck}>
        As far as the CRM says
      </ToneBadge>
    )
  return (
    <ul className={styles.findings}>
      {flags.map((flag, index) => (
        <li key={flag}>
          <ToneBadge tone="attention" icon={IconAlertTriangle}>
            {flagWords[flag] ?? flag}
          </ToneBadge>
          <Text size="sm" mt={2}>
            {findings[index]}
          </Text>
        </li>
      ))}
    </ul>
  )
}

interface ProductRowProps {
  product: ConsoleProductBody
  billingRead: boolean
}

function Sale({ product }: { product: ConsoleProductBody }) {
  const { validFrom, validUntil, eligibility, maxQuantity, requiresPaymentMethod } = product
  const { words, ...look } = saleLook(product, new Date())
  return (
    <Stack gap={2} align="flex-start">
      <ToneBadge {...look}>{words}</ToneBadge>
      {(validFrom || validUntil) && (
        <Text size="xs" c="dimmed">
          {validFrom && (
            <>
              from <Day on={validFrom.slice(0, 10)} />{' '}
            </>
          )}
          {validUntil && (
            <>
              until <Day on={validUntil.slice(0, 10)} />
            </>
          )}
        </Text>
      )}
      <Text span inherit>
        To {eligibilityInWords(eligibility)}
      </Text>
      <Text size="xs" c="dimmed">
        {maxQuantity === 1 ? 'One an order' : `Up to ${maxQuantity} an order`}
        {!requiresPaymentMethod && ', no payment method needed'}
      </Text>
    </Stack>
  )
}
