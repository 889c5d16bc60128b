import { Alert, CloseButton, Group, List, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { OrderLink } from '../../parts/order-link.tsx'
import { type BulkResult, outcomeWords } from './bulk-result.ts'

/** What became of the last action on many orders, with those that were refused and why. */
export function BulkOutcome({ result, onClose }: { result: BulkResult; onClose(): void }) {
  const place = useRef<HTMLDivElement>(null)
  // The buttons that were pressed are gone, so the focus comes to what they did.
  useEffect(() => place.current?.focus(), [])
  return (
    <Alert ref={place} tabIndex={-1} color={result.refused.length > 0 ? 'ember' : 'harbour'} variant="light">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Text fw={650}>{outcomeWords(result)}</Text>
        <CloseButton aria-label="Close this message" onClick={onClose} />
      </Group>
      {result.refused.length > 0 && (
        <List size="sm" mt="xs" spacing={4}>
          {result.refused.map(({ order, step, message }) => (
            <List.Item key={`${order.id} ${step}`}>
              <OrderLink order={order} step={step} />: {message}
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  )
}
