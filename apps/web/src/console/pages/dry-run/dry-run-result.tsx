import { Alert, List, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import type { DryRunBody } from '@turnup/contracts'
import { useEffect, useRef } from 'react'
import styles from './dry-run.module.css'
import { PlanDrawing } from './plan-drawing.tsx'
import { PriceTable } from './price-table.tsx'

/** What would happen, why it would be so, and what stands in the way. */
export function DryRunResult({ result }: { result: DryRunBody }) {
  const heading = useRef<HTMLHeadingElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new result is read from its beginning
  useEffect(() => heading.current?.focus(), [result])
  const { ok, steps, explanation, warnings, problems, prices, pricingPolicy } = result
  return (
    <Stack gap="xl">
      <div>
        <Title order={2} size="h3" ref={heading} tabIndex={-1} mb="sm" style={{ outline: 'none' }}>
          {ok ? 'This is what would happen' : 'This order cannot be carried out as it is'}
        </Title>
        <Alert
          color={ok ? 'harbour' : 'red'}
          icon={ok ? <IconCircleCheck aria-hidden /> : <IconCircleX aria-hidden />}
          title={ok ? summaryOf(result) : 'What stands in the way'}
        >
          {ok ? (
            'Nothing was ordered, sent or changed, here or in any other system.'
          ) : (
            <>
              <List spacing={6} mb="xs">
                {problems.map((problem) => (
                  <List.Item key={`${problem.code} ${problem.itemId ?? ''}`}>
                    {problem.itemId && <b>Line {problem.itemId}: </b>}
                    {problem.message} <code className={styles.code}>{problem.code}</code>
                  </List.Item>
                ))}
              </List>
              Nothing was ordered, sent or changed, here or in any other system.
            </>
          )}
        </Alert>
        {warnings.length > 0 && (
          <Alert
            color="ember"
            icon={<IconAlertTriangle aria-hidden />}
            title="Worth a look before it is real"
            mt="sm"
          >
            <List spacing={6}>
              {warnings.map((warning) => (
                <List.Item key={warning}>{warning}</List.Item>
              ))}
            </List>
          </Alert>
        )}
      </div>
      {steps.length > 0 && (
        <section aria-labelledby="steps">
          <Title order={3} size="h4" id="steps" mb="sm">
            Step by step
          </Title>
          <PlanDrawing steps={steps} />
        </section>
      )}
      {explanation.length > 0 && (
        <section aria-labelledby="why">
          <Title order={3} size="h4" id="why" mb="sm">
            Why it is so
          </Title>
          <dl className={styles.why}>
            {explanation.map(({ subject, decision, because }) => (
              <div key={`${subject} ${decision}`}>
                <dt>{subject}</dt>
                <dd>
                  <b>{decision}</b>
                  <Text size="sm" c="dimmed">
                    {because}
                  </Text>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {prices && prices.length > 0 && (
        <section aria-labelledby="prices">
          <Title order={3} size="h4" id="prices" mb="sm">
            Prices for one
          </Title>
          <PriceTable prices={prices} policy={pricingPolicy} />
        </section>
      )}
    </Stack>
  )
}

function summaryOf({ steps }: DryRunBody): string {
  const systems = new Set(steps.flatMap(({ connector }) => connector ?? []))
  const questions = steps.filter(({ gate }) => gate).length
  const parts = [
    steps.length === 1 ? '1 step' : `${steps.length} steps`,
    systems.size === 1 ? 'in 1 outside system' : `in ${systems.size} outside systems`,
  ]
  const asks =
    questions === 1 ? '1 of them waits for a person’s yes' : `${questions} of them wait for a person’s yes`
  return `${parts.join(' ')}${questions > 0 ? `; ${asks}` : ''}`
}
