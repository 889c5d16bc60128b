import { List, Text } from '@mantine/core'
import type { ConsoleOrderBody } from '@turnup/contracts'
import { unitOf } from './plan/unit-of.ts'

type Step = ConsoleOrderBody['plan']['steps'][number]

/** A look changes nothing outside. */
const looks = ['billing.check-payment-method']
/** Errors after which it is certain that nothing is there. */
const nothingHappened = ['unavailable', 'throttled', 'rejected', 'auth']

function mayBeThere({ action, state, error }: Step): boolean {
  if (looks.includes(action)) return false
  if (state === 'failed') return !nothingHappened.includes(error?.kind ?? '')
  return ['done', 'running', 'unknown', 'undoing'].includes(state)
}

/** What cancelling takes back, in the order in which it happens. */
export function WalkBackList({ order }: { order: ConsoleOrderBody }) {
  const made = order.plan.steps.filter(mayBeThere)
  if (made.length === 0)
    return <Text size="sm">Nothing was made outside yet. The CRM is told that the order is cancelled.</Text>
  return (
    <>
      <Text size="sm">What was made outside is taken back where it can be, the last first:</Text>
      <List size="sm" mt={4}>
        {made.toReversed().map((step) => (
          <List.Item key={step.key}>
            {[step.describe, unitOf(step.key)].filter(Boolean).join(', ')}
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
