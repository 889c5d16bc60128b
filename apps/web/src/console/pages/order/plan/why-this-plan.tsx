import { Alert, List, Text, Title } from '@mantine/core'
import type { ConsoleOrderBody } from '@turnup/contracts'
import styles from '../order-page.module.css'

/** Each choice that the planner made, in words, and what a person should know beside it. */
export function WhyThisPlan({ plan }: { plan: ConsoleOrderBody['plan'] }) {
  if (plan.explanation.length === 0 && plan.warnings.length === 0) return null
  return (
    <section className={styles.card} aria-labelledby="why">
      <Title order={3} id="why" size="h4" mb="sm">
        Why this plan
      </Title>
      {plan.warnings.length > 0 && (
        <Alert color="ember" title="Good to know" mb="md">
          <List size="sm" spacing={4}>
            {plan.warnings.map((warning) => (
              <List.Item key={warning}>{warning}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <dl className={styles.why}>
        {plan.explanation.map(({ subject, decision, because }) => (
          <div key={`${subject} ${decision}`}>
            <dt>{subject}</dt>
            <dd>
              {decision}
              <Text size="sm" c="dimmed">
                because {because}
              </Text>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
