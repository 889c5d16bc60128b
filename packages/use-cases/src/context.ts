import type { ExecutorServices } from '@turnup/fulfilment'
import type { OperatorRole } from '@turnup/store'

export type Actor =
  /** An operator who is signed in to the portal for the customer is named with it. */
  | { kind: 'customer'; id: string; actingOperatorId?: string }
  | { kind: 'operator'; id: string; role: OperatorRole }
  | { kind: 'system'; id: string }

/** Everything that lives as long as the process. */
export interface Services extends ExecutorServices {
  /** Signs access tokens (HS256), at least 32 bytes. */
  accessTokenKey: Uint8Array
}

/** What a verb gets: the services, who asks, and under which correlation id. */
export interface Context extends Services {
  actor: Actor
  correlationId: string
}
