import { Group, Stack, Text, Title } from '@mantine/core'
import { IconSettings } from '@tabler/icons-react'
import type { ConnectorBody } from '@turnup/contracts'
import { ButtonLink, TextLink } from '../../../kit/link.tsx'
import { ConnectorActions } from './connector-actions.tsx'
import { ConnectorNumbers, ConnectorStatusBadge, ConnectorStory } from './connector-health.tsx'
import { connectorName, connectorWithSettingsOf, rolesInWords } from './connector-words.ts'
import styles from './connectors.module.css'

/** One outside system at a glance. */
export function ConnectorCard({ connector }: { connector: ConnectorBody }) {
  const { id, status } = connector
  const name = connectorName(id)
  return (
    <li className={styles.card} data-status={status}>
      <Stack gap="sm" className={styles.fill}>
        <Group justify="space-between" align="flex-start" gap="xs">
          <div>
            <Title order={3} size="h4">
              <TextLink to="/connectors/$id" params={{ id }} c="inherit" inherit underline="hover">
                {name}
              </TextLink>
            </Title>
            <Text size="sm" c="dimmed">
              {rolesInWords(connector)}
            </Text>
          </div>
          <ConnectorStatusBadge status={status} />
        </Group>
        <ConnectorStory connector={connector} />
        {hasNumbers(connector) && <ConnectorNumbers connector={connector} />}
      </Stack>
      <ConnectorActions
        connector={connector}
        more={
          <ButtonLink
            to="/connectors/$id"
            params={{ id: connectorWithSettingsOf(id) }}
            size="sm"
            variant="subtle"
            leftSection={<IconSettings size={17} aria-hidden />}
            aria-label={`Settings of ${name}`}
          >
            Settings
          </ButtonLink>
        }
      />
    </li>
  )
}

/** What plays no part has nothing to count, unless orders of an earlier time are still held up by it. */
function hasNumbers({ roles, waitingOrders, stuckOrders, calls }: ConnectorBody): boolean {
  return roles.length > 0 || waitingOrders + stuckOrders + calls.total > 0
}
