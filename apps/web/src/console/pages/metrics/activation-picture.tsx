import { Text } from '@mantine/core'
import type { OverviewBody } from '@turnup/contracts'
import { BarTable } from './bar-table.tsx'
import { durationInWords } from './chart-scale.ts'
import { Picture } from './picture.tsx'

export function ActivationPicture({ overview: { timeToActivate } }: { overview: OverviewBody }) {
  const { orders, p50Ms, p95Ms } = timeToActivate
  return (
    <Picture
      title="Time to activate"
      about="From the start of fulfilment to live service, of the orders completed in this time."
    >
      {p50Ms === undefined || p95Ms === undefined ? (
        <Text>No order was completed in this time.</Text>
      ) : (
        <BarTable
          caption={`Time to activate, of ${orders === 1 ? '1 order' : `${orders} orders`}`}
          nameHeading="Orders"
          valueHeading="Time"
          rows={[
            { key: 'p50', name: 'Half of them (p50)', value: p50Ms, words: durationInWords(p50Ms) },
            { key: 'p95', name: '95 of 100 (p95)', value: p95Ms, words: durationInWords(p95Ms) },
          ]}
        />
      )}
      {orders > 0 && (
        <Text size="sm" c="dimmed" mt="sm">
          {orders === 1 ? 'Measured on 1 order.' : `Measured on ${orders} orders.`}
        </Text>
      )}
    </Picture>
  )
}
