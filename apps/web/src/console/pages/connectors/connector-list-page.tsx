import { Stack, Text, Title } from '@mantine/core'
import { IconPlugConnected } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ConnectorBody } from '@turnup/contracts'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Page } from '../../../kit/page.tsx'
import { connectorsQuery } from '../../api/connectors.ts'
import { ConnectorCard } from './connector-card.tsx'
import { byUrgency, isInUse } from './connector-words.ts'
import styles from './connectors.module.css'
import { StaleNotice } from './stale-notice.tsx'

/** How every outside system is doing, those that need somebody first (R101, R144). */
export function ConnectorListPage() {
  const query = useQuery(connectorsQuery)
  return (
    <Page
      title="Connectors"
      intro="The outside systems that orders need: whether they answer, how many orders wait for them, and how they are set up."
    >
      <StaleNotice query={query} />
      <Loaded query={query}>
        {({ items }) => {
          const inUse = byUrgency(items.filter(isInUse))
          return (
            <Stack gap="xl">
              <Text fw={600} fz="lg">
                {summaryOf(inUse)}
              </Text>
              <Cards title="In use" connectors={inUse} />
              <Cards title="Not in use" connectors={items.filter((one) => !isInUse(one))} />
              {items.length === 0 && (
                <EmptyState
                  order={2}
                  icon={<IconPlugConnected size={36} aria-hidden />}
                  title="No outside system is known here"
                />
              )}
            </Stack>
          )
        }}
      </Loaded>
    </Page>
  )
}

function Cards({ title, connectors }: { title: string; connectors: ConnectorBody[] }) {
  if (connectors.length === 0) return null
  return (
    <section aria-label={title}>
      <Title order={2} size="h5" mb="sm">
        {title}
      </Title>
      <ul className={styles.cards}>
        {connectors.map((connector) => (
          <ConnectorCard key={connector.id} connector={connector} />
        ))}
      </ul>
    </section>
  )
}

function summaryOf(inUse: ConnectorBody[]): string {
  const count = (status: ConnectorBody['status']) => inUse.filter((one) => one.status === status).length
  const [failing, paused] = [count('failing'), count('paused')]
  if (failing + paused === 0) return 'Every system in use is well.'
  const parts = [failing > 0 && `${areOrIs(failing)} failing`, paused > 0 && `${areOrIs(paused)} paused`]
  return `Of ${inUse.length} systems in use, ${parts.filter(Boolean).join(', and ')}.`
}

function areOrIs(count: number): string {
  return count === 1 ? '1 is' : `${count} are`
}
