import { Alert, Group, Stack, Text, Title } from '@mantine/core'
import { IconChecklist, IconPlugConnectedX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ConnectorBody, ConnectorSettingsBody } from '@turnup/contracts'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { ButtonLink, TextLink } from '../../../kit/link.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Moment } from '../../../kit/moment.tsx'
import { Page } from '../../../kit/page.tsx'
import { connectorSettingsQuery, connectorsQuery } from '../../api/connectors.ts'
import { useOperator } from '../../api/use-operator.ts'
import { ConnectorActions } from './connector-actions.tsx'
import { ConnectorNumbers, ConnectorStatusBadge, ConnectorStory } from './connector-health.tsx'
import { connectorName, connectorWithSettingsOf, rolesInWords } from './connector-words.ts'
import styles from './connectors.module.css'
import { SettingsForm } from './settings-form.tsx'
import { SettingsTable } from './settings-table.tsx'
import { StaleNotice } from './stale-notice.tsx'

/** One outside system: how it is doing, and how it is set up. */
export function ConnectorPage() {
  const { id } = useParams({ from: '/operator/connectors/$id' })
  const list = useQuery(connectorsQuery)
  const isPart = connectorWithSettingsOf(id) !== id
  const settings = useQuery({ ...connectorSettingsQuery(id), enabled: !isPart })
  const connector = list.data?.items.find((one) => one.id === id)
  return (
    <Page
      title={connectorName(id)}
      intro={connector && rolesInWords(connector)}
      above={<TextLink to="/connectors">All connectors</TextLink>}
      aside={connector && <ConnectorStatusBadge status={connector.status} />}
    >
      <StaleNotice query={list} />
      <Loaded query={list}>
        {() => (connector ? <Health connector={connector} /> : settings.data === null && <Unknown id={id} />)}
      </Loaded>
      {isPart ? (
        <NoSettings id={id} />
      ) : (
        <Loaded query={settings}>
          {(data) =>
            data === null ? connector && <NoSettings id={id} /> : <Settings key={data.id} settings={data} />
          }
        </Loaded>
      )}
    </Page>
  )
}

function Health({ connector }: { connector: ConnectorBody }) {
  return (
    <section aria-labelledby="health" className={styles.card} data-status={connector.status}>
      <Title order={2} size="h4" id="health">
        How it is doing
      </Title>
      <ConnectorStory connector={connector} />
      <ConnectorNumbers connector={connector} />
      <ConnectorActions
        connector={connector}
        more={
          <ButtonLink
            to="/audit"
            search={{ subjectKind: 'connector', subjectId: connector.id }}
            size="sm"
            variant="subtle"
            leftSection={<IconChecklist size={17} aria-hidden />}
          >
            Who changed what
          </ButtonLink>
        }
      />
    </section>
  )
}

function Settings({ settings }: { settings: ConnectorSettingsBody }) {
  const operator = useOperator()
  return (
    <section aria-labelledby="settings">
      <Group justify="space-between" align="baseline" gap="xs" mb="sm">
        <Title order={2} size="h4" id="settings">
          Settings
        </Title>
        {settings.changedAt && (
          <Text size="sm" c="dimmed">
            Changed last by {settings.changedBy}, <Moment at={settings.changedAt} />
          </Text>
        )}
      </Group>
      <Stack gap="md">
        <Problems settings={settings} />
        {operator.may('administrator') ? (
          <SettingsForm settings={settings} />
        ) : (
          <SettingsTable settings={settings} />
        )}
      </Stack>
    </section>
  )
}

/** A connector whose settings cannot be used rests until they are mended. */
function Problems({ settings: { fields } }: { settings: ConnectorSettingsBody }) {
  const broken = fields.filter(({ problem }) => problem !== undefined)
  if (broken.length === 0) return null
  return (
    <Alert
      color="red"
      icon={<IconPlugConnectedX aria-hidden />}
      title="These settings cannot be used, so the connector rests"
    >
      <ul style={{ margin: 0, paddingInlineStart: 20 }}>
        {broken.map(({ path, label, problem }) => (
          <li key={path}>
            <b>{label}</b>: {problem}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

function NoSettings({ id }: { id: string }) {
  const other = connectorWithSettingsOf(id)
  return other === id ? (
    <EmptyState
      order={2}
      title="There is nothing to set here"
      text="This system has no settings of its own in the console."
    />
  ) : (
    <EmptyState
      order={2}
      title={`Its settings stand with ${connectorName(other)}`}
      action={
        <TextLink to="/connectors/$id" params={{ id: other }}>
          Settings of {connectorName(other)}
        </TextLink>
      }
    />
  )
}

function Unknown({ id }: { id: string }) {
  return (
    <EmptyState
      order={2}
      icon={<IconPlugConnectedX size={36} aria-hidden />}
      title={`There is no connector “${id}” here`}
      text="The address may be mistyped."
      action={<TextLink to="/connectors">All connectors</TextLink>}
    />
  )
}
