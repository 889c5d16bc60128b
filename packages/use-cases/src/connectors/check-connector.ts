import type { ConnectorCheckBody } from '@turnup/contracts'
import {
  accept,
  type Checkable,
  type CheckResult,
  type Outcome,
  ProviderError,
  redactText,
  refuse,
} from '@turnup/domain'
import type { Context } from '../context.ts'
import { asOperator } from '../operators/as-operator.ts'
import { rolesOf } from './known-connectors.ts'

/** Asks a connector whether it is set up well; reads only (R148). */
export async function checkConnector(ctx: Context, connector: string): Promise<Outcome<ConnectorCheckBody>> {
  const asked = await asOperator(ctx, 'operator')
  if (!asked.ok) return asked
  const roles = rolesOf(ctx, connector)
  if (roles.length === 0)
    return refuse('not-found', 'CONNECTOR_UNKNOWN', 'There is no such connector in this installation.')
  const ports = new Set<Checkable>(roles.map((role) => ctx.ports[role]))
  const findings = (await Promise.all([...ports].map((port) => findingsOf(connector, port)))).flat()
  return accept({
    id: connector,
    findings: findings.map(({ id, level, what, mend }) => ({
      id,
      level,
      what: redactText(what),
      mend: mend === undefined ? undefined : redactText(mend),
    })),
  })
}

async function findingsOf(connector: string, port: Checkable): Promise<CheckResult[]> {
  try {
    return await port.check()
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    const mend = 'Look whether the system runs, and whether address and credentials are right.'
    return [{ id: `${connector}.reachable`, level: 'failure', what: error.message, mend }]
  }
}
