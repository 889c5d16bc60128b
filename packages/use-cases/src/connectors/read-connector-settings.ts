import type { ConnectorSettingsBody } from '@turnup/contracts'
import { accept, type Outcome, refuse } from '@turnup/domain'
import {
  listConnectorSettings,
  noConnectorSettings,
  operatorNames,
  pausedConnectors,
  type StoredConnectorSettings,
} from '@turnup/store'
import type { Context } from '../context.ts'
import { asOperator } from '../operators/as-operator.ts'
import type { ConnectorSetup } from './connector-setup.ts'

export const noSuchConnector = () =>
  refuse('not-found', 'CONNECTOR_UNKNOWN', 'There is no such connector in this installation.')

/** The form of a connector and the values in effect; of secrets only whether they are set. */
export async function readConnectorSettings(
  ctx: Context,
  setup: ConnectorSetup,
  connector: string,
): Promise<Outcome<ConnectorSettingsBody>> {
  const asked = await asOperator(ctx, 'viewer')
  if (!asked.ok) return asked
  if (!setup.connectors.includes(connector)) return noSuchConnector()
  const [stored, paused] = await Promise.all([
    listConnectorSettings(ctx.db, ctx.vault),
    pausedConnectors(ctx.db),
  ])
  const { version, changedAt, changedBy } = storedFor(connector, stored)
  const names = await operatorNames(ctx.db, changedBy ? [changedBy] : [])
  return accept({
    id: connector,
    version,
    fields: setup.describe(connector, stored),
    changedAt: changedAt?.toISOString(),
    changedBy: changedBy ? (names.get(changedBy) ?? 'An operator') : undefined,
    paused: paused.has(connector),
  })
}

export function storedFor(
  connector: string,
  stored: readonly StoredConnectorSettings[],
): StoredConnectorSettings {
  return stored.find((one) => one.connector === connector) ?? noConnectorSettings(connector)
}
