import type { Clock, Dino, Engine, Policy, PortRole, Ports } from '@turnup/domain'
import type { Database, OperatorRole, Vault } from '@turnup/store'

export type Actor =
  | { kind: 'customer'; id: string }
  | { kind: 'operator'; id: string; role: OperatorRole }
  | { kind: 'system'; id: string }

/** Everything that lives as long as the process. */
export interface Services {
  db: Database
  ports: Ports
  /** Which connector plays each role, for pausing and for what operators read. */
  connectorOf: Record<PortRole, string>
  engine: Engine
  clock: Clock
  vault: Vault
  policy: Policy
  log: Dino
  /** Signs access tokens (HS256), at least 32 bytes. */
  accessTokenKey: Uint8Array
}

/** What a verb gets: the services, who asks, and under which correlation id. */
export interface Context extends Services {
  actor: Actor
  correlationId: string
}
