import type {
  ChangeConnectorSettingsRequest,
  ConnectorCheckBody,
  ConnectorSettingsBody,
} from '@turnup/contracts'
import { accept, type Outcome, refuse } from '@turnup/domain'
import {
  keepConnectorSettings,
  listConnectorSettings,
  type OperatorRow,
  type Queryable,
  recordAudit,
} from '@turnup/store'
import type { Context } from '../context.ts'
import { asOperator } from '../operators/as-operator.ts'
import type { ConnectorSetup, JudgedChange } from './connector-setup.ts'
import { findingsBody, findingsOf } from './findings.ts'
import { noSuchConnector, readConnectorSettings, storedFor } from './read-connector-settings.ts'

const overtaken = () =>
  refuse(
    'conflict',
    'SETTINGS_OVERTAKEN',
    'Somebody else has changed these settings meanwhile. Reload them, and enter your change again.',
  )

/**
 * Changes a connector's settings. They are kept with the audit in one transaction, are in effect in this process when
 * this answers, and in every other one a few seconds later. A paused connector stays paused.
 */
export async function changeConnectorSettings(
  ctx: Context,
  setup: ConnectorSetup,
  connector: string,
  request: ChangeConnectorSettingsRequest,
): Promise<Outcome<ConnectorSettingsBody>> {
  const changed = await ctx.db.transaction().execute(async (transaction): Promise<Outcome<boolean>> => {
    const asked = await judged(ctx, setup, connector, request, transaction)
    if (!asked.ok) return asked
    const { operator, change } = asked.value
    if (isEmpty(request)) return accept(false)
    const at = ctx.clock.now()
    const entered = { connector, version: request.version, ...change.entered }
    const by = { operatorId: operator.id, at }
    if (!(await keepConnectorSettings(transaction, ctx.vault, entered, by))) return overtaken()
    await audit(ctx, 'connector.settings', operator, connector, request, transaction)
    return accept(true)
  })
  if (!changed.ok) return changed
  if (changed.value) await takeIntoEffect(ctx, setup, connector)
  return readConnectorSettings(ctx, setup, connector)
}

/**
 * Asks the outside system with the settings as they would be; nothing is kept but the audit, since credentials travel.
 */
export async function tryConnectorSettings(
  ctx: Context,
  setup: ConnectorSetup,
  connector: string,
  request: ChangeConnectorSettingsRequest,
): Promise<Outcome<ConnectorCheckBody>> {
  const tried = await ctx.db.transaction().execute(async (transaction): Promise<Outcome<JudgedChange>> => {
    const asked = await judged(ctx, setup, connector, request, transaction)
    if (!asked.ok) return asked
    await audit(ctx, 'connector.settings.check', asked.value.operator, connector, request, transaction)
    return accept(asked.value.change)
  })
  if (!tried.ok) return tried
  const findings = await findingsOf(connector, tried.value)
  return accept(findingsBody(connector, findings))
}

async function judged(
  ctx: Context,
  setup: ConnectorSetup,
  connector: string,
  { version, set, unset }: ChangeConnectorSettingsRequest,
  transaction: Queryable,
): Promise<Outcome<{ operator: OperatorRow; change: JudgedChange }>> {
  const asked = await asOperator(ctx, 'administrator', transaction)
  if (!asked.ok) return asked
  if (!setup.connectors.includes(connector)) return noSuchConnector()
  const stored = await listConnectorSettings(transaction, ctx.vault)
  if (storedFor(connector, stored).version !== version) return overtaken()
  const change = setup.judge(connector, stored, { set, unset })
  return change.ok ? accept({ operator: asked.value, change: change.value }) : change
}

function isEmpty({ set, unset }: ChangeConnectorSettingsRequest): boolean {
  return Object.keys(set).length === 0 && unset.length === 0
}

/** Names of fields only: values may be secret, and nobody needs them to see who changed what. */
async function audit(
  ctx: Context,
  action: string,
  operator: OperatorRow,
  connector: string,
  { set, unset, reason }: ChangeConnectorSettingsRequest,
  transaction: Queryable,
): Promise<void> {
  await recordAudit(transaction, {
    at: ctx.clock.now(),
    actor: { kind: 'operator', id: operator.id },
    action,
    subject: { kind: 'connector', id: connector },
    reason,
    after: { set: Object.keys(set).sort(), putBack: [...unset].sort() },
    correlationId: ctx.correlationId,
  })
}

/** The change is kept already: what fails here comes about a little later by itself. */
async function takeIntoEffect(ctx: Context, setup: ConnectorSetup, connector: string): Promise<void> {
  try {
    await setup.refresh()
  } catch (error) {
    ctx.log.warn(
      { err: error, connector, correlationId: ctx.correlationId },
      'Changed settings come into effect with the next look at them.',
    )
  }
}
