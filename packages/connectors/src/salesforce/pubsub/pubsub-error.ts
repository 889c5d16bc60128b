import { type ServiceError, status } from '@grpc/grpc-js'
import { ProviderError, type ProviderErrorKind } from '@turnup/domain'
import { errorCodePrefix } from './proto.ts'

/** What the subscriber does after an error. */
export type NextMove =
  | 'back-off' // again, after a growing pause
  | 'slow-down' // again, after the longest pause
  | 'renew-session' // new session, then again at once, but only once
  | 'from-earliest' // the stored position is of no use: everything that is retained
  | 'long-wait' // an administrator has to act; look again from time to time

type Sorted = readonly [ProviderErrorKind, NextMove, string]

const tooFast: Sorted = ['throttled', 'slow-down', 'Salesforce asks us to slow down.']
const misuse: Sorted = [
  'rejected',
  'long-wait',
  'Salesforce calls the request malformed; report this as a defect.',
]
const transient: Sorted = ['unavailable', 'back-off', 'Salesforce cannot answer just now; it is tried again.']
const permission: Sorted = [
  'auth',
  'long-wait',
  'The integration user lacks the right to read the event: grant Read on it in the permission set.',
]

/** Vendor document "Handle Errors" of the Pub/Sub API, by the code after the prefix. */
const byErrorCode: Record<string, Sorted> = {
  'service.unavailable': transient,
  'topic.api.unavailable': transient,
  'schema.api.unavailable': transient,
  'subscription.internal.error': transient,
  'subscription.fetch.replay.repeated': transient,
  'service.auth.error': ['auth', 'renew-session', 'The session is not valid.'],
  'service.auth.headers.invalid': ['auth', 'long-wait', 'Salesforce does not take our credentials headers.'],
  'service.auth.refresh.invalid': ['auth', 'renew-session', 'The session could not be refreshed.'],
  'service.protection.triggered': tooFast,
  'service.protection.stream.limit.triggered': tooFast,
  'service.tenant.license': ['rejected', 'long-wait', 'The org is not licensed for the Pub/Sub API.'],
  'concurrent.client.limit.exceeded': [
    'throttled',
    'long-wait',
    'Too many clients are subscribed to the org at once: end those that are not needed.',
  ],
  'topic.not.found': [
    'rejected',
    'long-wait',
    'The event is not deployed in the org, or the topic name is wrong: deploy the event or correct the setting.',
  ],
  'topic.validation.empty': misuse,
  'topic.meta.permission': permission,
  'subscription.topic.cannot.subscribe': permission,
  'schema.meta.permission': permission,
  'schema.validation.failed': ['rejected', 'long-wait', 'Salesforce does not know the schema of an event.'],
  'subscription.fetch.replayid.corrupted': [
    'rejected',
    'from-earliest',
    'The stored position is older than 72 hours or not of this org: starting from the earliest retained event.',
  ],
  'subscription.fetch.replayid.validation.failed': [
    'rejected',
    'from-earliest',
    'The stored position is not usable: starting from the earliest retained event.',
  ],
  'subscription.limit.exceeded': [
    'throttled',
    'long-wait',
    "The org's daily allowance of event deliveries is used up; the sweep finds approved orders meanwhile.",
  ],
  'subscription.fetch.overflow': misuse,
  'subscription.fetch.requested.events.invalid': misuse,
  'subscription.fetch.topic.mismatch': misuse,
  'subscription.fetch.request.invalid': misuse,
}

const byStatus: Partial<Record<status, Sorted>> = {
  [status.UNAUTHENTICATED]: byErrorCode['service.auth.error']!,
  [status.PERMISSION_DENIED]: permission,
  [status.RESOURCE_EXHAUSTED]: tooFast,
  [status.INVALID_ARGUMENT]: misuse,
  [status.NOT_FOUND]: byErrorCode['topic.not.found']!,
  [status.UNIMPLEMENTED]: [
    'rejected',
    'long-wait',
    'The endpoint is not the Pub/Sub API: correct the setting.',
  ],
}

function sortedBy(errorCode: string | undefined, grpcStatus: status): Sorted {
  return (errorCode && byErrorCode[errorCode]) || byStatus[grpcStatus] || transient
}

function trailer(error: ServiceError, name: string): string | undefined {
  const value = error.metadata?.get(name)[0]
  return value === undefined ? undefined : String(value)
}

const moves = new WeakMap<ProviderError, NextMove>()

/** Sorts an error of a gRPC call by its `error-code` trailer, or by its status where there is none. */
export function pubSubError(operation: string, error: ServiceError): ProviderError {
  const errorCode = trailer(error, 'error-code')?.replace(errorCodePrefix, '')
  const statusName = status[error.code] ?? String(error.code)
  const [kind, move, meaning] = sortedBy(errorCode, error.code)
  const sorted = new ProviderError(kind, {
    code: errorCode ? errorCode.replaceAll('.', '_').toUpperCase() : `GRPC_${statusName}`,
    connector: 'salesforce-pubsub',
    operation,
    message: `${meaning} (${errorCode ?? `${statusName}: ${error.details.slice(0, 200)}`})`,
    detail: { status: statusName, errorCode: errorCode ?? null, rpcId: trailer(error, 'rpc-id') ?? null },
    cause: error,
  })
  moves.set(sorted, move)
  return sorted
}

/** The next move after anything that ended a connection, also after errors of the session or of our own database. */
export function nextMoveAfter(error: unknown): NextMove {
  if (!(error instanceof ProviderError)) return 'back-off'
  const move = moves.get(error)
  if (move) return move
  if (error.kind === 'auth' || error.kind === 'rejected') return 'long-wait'
  return error.kind === 'throttled' ? 'slow-down' : 'back-off'
}
