import { List, Text } from '@mantine/core'
import type { ConsoleOrderBody } from '@turnup/contracts'

const mayHaveHappened = ['done', 'running', 'unknown', 'failed']

/** What cancelling takes back, in the order in which it happens. */
export function WalkBackList({ order }: { order: ConsoleOrderBody }) {
  const made = order.plan.steps.filter(
    ({ state, result }) => mayHaveHappened.includes(state) || result !== undefined,
  )
  if (made.length === 0)
    return <Text size="sm">Nothing was made outside yet. The CRM is told that the order is cancelled.</Text>
  return (
    <>
      <Text size="sm">What was made outside is taken back where it can be, the last first:</Text>
      <List size="sm" mt={4}>
        {made.toReversed().map((step) => (
          <List.Item key={step.key}>
            {step.describe}
            {step.state !== 'done' && ' (if it happened)'}
          </List.Item>
        ))}
      </List>
      <Text size="sm" mt={4}>
        Then the CRM is told. The customer sees that the order is cancelled.
      </Text>
    </>
  )
}
