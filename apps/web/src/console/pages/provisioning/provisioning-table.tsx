import { Table } from '@mantine/core'
import { TableBox } from '../../../kit/table-box.tsx'
import { NextActionNote } from '../../parts/next-action-note.tsx'
import queueStyles from '../queue/queue.module.css'
import styles from './provisioning.module.css'
import { ProvisioningActions } from './provisioning-actions.tsx'
import {
  ClientCell,
  needsReview,
  OrderCell,
  ProductCell,
  ProviderCell,
  StatusCell,
} from './provisioning-cells.tsx'
import type { ProvisioningRow, ProvisioningRowsProps } from './provisioning-list.tsx'

const headings = ['Order', 'Client', 'Product', 'Provider', 'Number', 'Status', 'Who must act', 'Actions']

/** The provisioning queue on a desk (R197). */
export function ProvisioningTable({ rows, gone }: ProvisioningRowsProps) {
  return (
    <TableBox label="Orders, scrolls sideways">
      <Table aria-label="Orders" className={`${queueStyles.table} ${styles.table}`} horizontalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            {headings.map((heading) => (
              <Table.Th
                key={heading}
                scope="col"
                className={heading === 'Actions' ? queueStyles.act : undefined}
              >
                {heading}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} isGone={gone.has(row.id)} />
          ))}
        </Table.Tbody>
      </Table>
    </TableBox>
  )
}

function Row({ row, isGone }: { row: ProvisioningRow; isGone: boolean }) {
  return (
    <Table.Tr data-gone={isGone || undefined} data-review={needsReview(row) || undefined}>
      <Table.Th scope="row" className={queueStyles.order}>
        <OrderCell row={row} />
      </Table.Th>
      <Table.Td className={styles.client}>
        <ClientCell row={row} />
      </Table.Td>
      <Table.Td className={styles.product}>
        <ProductCell row={row} />
      </Table.Td>
      <Table.Td className={styles.provider}>
        <ProviderCell row={row} />
      </Table.Td>
      <Table.Td className={styles.number}>{row.number}</Table.Td>
      <Table.Td className={styles.statusCell}>
        <StatusCell row={row} isGone={isGone} />
      </Table.Td>
      <Table.Td className={styles.next}>
        {row.nextAction ? (
          <NextActionNote next={row.nextAction} overdue={row.overdue} isShort={!row.error} />
        ) : (
          <span className={queueStyles.quiet}>Nobody, it is finished</span>
        )}
      </Table.Td>
      <Table.Td className={`${queueStyles.act} ${styles.actionCell}`}>
        <ProvisioningActions item={row} layout="row" />
      </Table.Td>
    </Table.Tr>
  )
}
