import { Table, Text } from '@mantine/core'
import type { OverviewBody } from '@turnup/contracts'
import { TableBox } from '../../../kit/table-box.tsx'
import styles from './metrics.module.css'
import { OrdersChart } from './orders-chart.tsx'
import { bucketName, bucketNameLong, series } from './orders-series.ts'
import { Picture } from './picture.tsx'

/** What came in and how orders ended, hour by hour or day by day. */
export function OrdersOverTime({ overview }: { overview: OverviewBody }) {
  const { overTime, bucket } = overview
  const isQuiet = overTime.every((row) => series.every(({ key }) => row[key] === 0))
  return (
    <Picture
      title="Orders over time"
      about={`Placed and ended orders, by the ${bucket}. A bar is what ended, the line is what was placed.`}
    >
      {isQuiet ? (
        <Text>No order was placed or ended in this time.</Text>
      ) : (
        <>
          <Legend />
          <OrdersChart overview={overview} label={summaryOf(overview)} />
          <details className={styles.alternative}>
            <summary>The same as a table</summary>
            <TableBox label="Orders over time, table">
              <Table aria-label="Orders over time">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th scope="col">{bucket === 'hour' ? 'Hour' : 'Day'}</Table.Th>
                    {series.map(({ key, words }) => (
                      <Table.Th key={key} scope="col">
                        {words}
                      </Table.Th>
                    ))}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {overTime.map((row) => (
                    <Table.Tr key={row.at}>
                      <Table.Th scope="row">{bucketNameLong(row.at, bucket)}</Table.Th>
                      {series.map(({ key }) => (
                        <Table.Td key={key}>{row[key]}</Table.Td>
                      ))}
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </TableBox>
          </details>
        </>
      )}
    </Picture>
  )
}

function Legend() {
  return (
    <ul className={styles.legend}>
      {series.map(({ key, words }) => (
        <li key={key}>
          <span className={styles.swatch} data-series={key} aria-hidden="true" />
          {words}
        </li>
      ))}
    </ul>
  )
}

function summaryOf({ overTime, bucket }: OverviewBody): string {
  const sums = series.map(
    ({ key, words }) => `${overTime.reduce((all, row) => all + row[key], 0)} ${words.toLowerCase()}`,
  )
  const busiest = overTime.toSorted((one, other) => other.created - one.created)[0]
  const peak = busiest
    ? ` Most were placed in the ${bucket} of ${bucketName(busiest.at, bucket)}: ${busiest.created}.`
    : ''
  return `Orders over time: ${sums.join(', ')}.${peak} The numbers are in the table below.`
}
