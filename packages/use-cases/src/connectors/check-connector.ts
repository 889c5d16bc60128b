import type { ConnectorCheckBody } from '@turnup/contracts'
import { accept, type Checkable, type Outcome, type Ports } from '@turnup/domain'
import type { Context } from '../context.ts'
import { asOperator } from '../operators/as-operator.ts'
import { findingsBody, findingsOf } from './findings.ts'
import { rolesOf } from './known-connectors.ts'
import { noSuchConnector } from './read-connector-settings.ts'

/** Asks a connector whether it is set up well; reads only (R148). */
export async function checkConnector(ctx: Context, connector: string): Promise<Outcome<ConnectorCheckBody>> {
  const asked = await asOperator(ctx, 'operator')
  if (!asked.ok) return asked
  const roles = rolesOf(ctx, connector)
  if (roles.length === 0) return noSuchConnector()
  const ports = new Set<Checkable>(roles.map((role) => portOf(ctx, role, connector)))
  const findings = await Promise.all([...ports].map((port) => findingsOf(connector, port)))
  return accept(findingsBody(connector, findings.flat()))
}

function portOf({ ports }: Context, role: keyof Ports, connector: string): Checkable {
  return role === 'numbers' ? (ports.numbers[connector] as Checkable) : ports[role]
}
