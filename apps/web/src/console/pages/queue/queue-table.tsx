import { Checkbox, Table } from '@mantine/core'
import type { ConsoleOrderSummaryBody } from '@turnup/contracts'
import { TableBox } from '../../../kit/table-box.tsx'
import { causeWords } from '../../parts/cause-words.ts'
import { NextActionNote } from '../../parts/next-action-note.tsx'
import { OrderStateBadge } from '../../parts/order-state-badge.tsx'
import {
  AgeCell,
  ClientCell,
  KindNote,
  LineCell,
  ProductCell,
  ProviderCell,
  RowAction,
  RowLink,
  SelectBox,
  type Selection,
} from './order-cells.tsx'
import styles from './queue.module.css'

export interface OrderRowsProps {
  rows: ConsoleOrderSummaryBody[]
  gone: ReadonlySet<string>
  mayAct: boolean
  selection: Selection & { setAll(ids: string[]): void }
}

const headings = [
  'Order',
  'Client',
  'Product',
  'Provider',
  'SIM, billing',
  'State',
  'Who must act',
  'Age',
  'Action',
]

/** The queue on a desk (R197). */
export function QueueTable({ rows, gone, mayAct, selection }: OrderRowsProps) {
  const isAll = rows.length > 0 && rows.every(({ id }) => selection.ids.has(id))
  return (
    <TableBox label="Orders, scrolls sideways">
      <Table aria-label="Orders" className={styles.table} horizontalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            {mayAct && (
              <Table.Th scope="col" className={styles.check}>
                <Checkbox
                  aria-label="Select all that are shown"
                  checked={isAll}
                  indeterminate={!isAll && selection.ids.size > 0}
                  onChange={() => selection.setAll(isAll ? [] : rows.map(({ id }) => id))}
                />
              </Table.Th>
            )}
            {headings.map((heading) => (
              <Table.Th key={heading} scope="col" className={heading === 'Action' ? styles.act : undefined}>
                {heading}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((order) => (
            <QueueRow
              key={order.id}
              order={order}
              isGone={gone.has(order.id)}
              mayAct={mayAct}
              selection={selection}
            />
          ))}
        </Table.Tbody>
      </Table>
    </TableBox>
  )
}

interface RowProps {
  order: ConsoleOrderSummaryBody
  isGone: boolean
  mayAct: boolean
  selection: Selection
}

function QueueRow({ order, isGone, mayAct, selection }: RowProps) {
  return (
    <Table.Tr data-gone={isGone || undefined} data-selected={selection.ids.has(order.id) || undefined}>
      {mayAct && (
        <Table.Td>
          <SelectBox order={order} selection={selection} />
        </Table.Td>
      )}
      <Table.Th scope="row" className={styles.order}>
        <RowLink order={order} />
        <KindNote order={order} />
      </Table.Th>
      <Table.Td className={styles.client}>
        <ClientCell customer={order.customer} />
      </Table.Td>
      <Table.Td className={styles.product}>
        <ProductCell items={order.items} />
      </Table.Td>
      <Table.Td className={styles.provider}>
        <ProviderCell providers={order.providers} />
      </Table.Td>
      <Table.Td>
        <LineCell order={order} />
      </Table.Td>
      <Table.Td className={styles.state}>
        <OrderStateBadge state={order.state} />
        {order.error && (
          <span className={styles.quiet} title={order.error.code}>
            {causeWords(order.error.code)}
          </span>
        )}
        {isGone && <span className={styles.moved}>No longer in this view</span>}
      </Table.Td>
      <Table.Td className={styles.action}>
        {order.nextAction ? (
          <NextActionNote next={order.nextAction} overdue={order.overdue} isShort />
        ) : (
          <span className={styles.quiet}>Nobody, it is finished</span>
        )}
      </Table.Td>
      <Table.Td className={styles.age}>
        <AgeCell order={order} />
      </Table.Td>
      <Table.Td className={styles.act}>
        <RowAction order={order} mayAct={mayAct} />
      </Table.Td>
    </Table.Tr>
  )
}
