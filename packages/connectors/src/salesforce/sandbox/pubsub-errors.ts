import { Metadata, type ServiceError, status } from '@grpc/grpc-js'
import { errorCodePrefix } from '../pubsub/proto.ts'

/** gRPC status and words of each documented error that the sandbox can give, by the code after the prefix. */
const documented: Record<string, [status, string]> = {
  'service.unavailable': [status.UNAVAILABLE, 'The Pub/Sub API service is unavailable.'],
  'service.auth.error': [status.UNAUTHENTICATED, 'The session is not valid.'],
  'service.auth.headers.invalid': [
    status.UNAUTHENTICATED,
    'A header for authentication is missing or blank.',
  ],
  'service.protection.triggered': [status.RESOURCE_EXHAUSTED, 'Too many requests.'],
  'service.tenant.license': [status.PERMISSION_DENIED, 'The org is not licensed for this.'],
  'topic.not.found': [status.NOT_FOUND, 'The topic does not exist.'],
  'topic.validation.empty': [status.INVALID_ARGUMENT, 'The topic name is empty.'],
  'topic.meta.permission': [status.PERMISSION_DENIED, 'No permission on the topic.'],
  'topic.api.unavailable': [status.UNAVAILABLE, 'Topic data cannot be read now.'],
  'schema.api.unavailable': [status.UNAVAILABLE, 'Schema data cannot be read now.'],
  'schema.validation.failed': [status.INVALID_ARGUMENT, 'The schema id is not known.'],
  'subscription.fetch.replayid.corrupted': [
    status.INVALID_ARGUMENT,
    'The replay id is not valid or too old.',
  ],
  'subscription.fetch.replayid.validation.failed': [status.INVALID_ARGUMENT, 'CUSTOM needs a replay id.'],
  'subscription.fetch.requested.events.invalid': [status.INVALID_ARGUMENT, 'num_requested must be positive.'],
  'subscription.fetch.topic.mismatch': [status.INVALID_ARGUMENT, 'The topic cannot change within a stream.'],
  'subscription.limit.exceeded': [
    status.RESOURCE_EXHAUSTED,
    'The delivery allocation of the day is used up.',
  ],
  'subscription.topic.cannot.subscribe': [status.PERMISSION_DENIED, 'No read permission on the event.'],
  'subscription.internal.error': [status.INTERNAL, 'An internal error occurred.'],
  'publish.event.count.invalid': [status.INVALID_ARGUMENT, 'A request takes 1 to 200 events.'],
}

/** A documented error as the wire carries it: gRPC status, and trailers `error-code` and `rpc-id`. */
export function pubSubError(code: string, rpcId: string): ServiceError {
  const [grpcStatus, words] = documented[code] ?? [status.UNKNOWN, 'An error occurred.']
  const metadata = new Metadata()
  metadata.set('error-code', errorCodePrefix + code)
  metadata.set('rpc-id', rpcId)
  const details = `${words} rpcId: ${rpcId}`
  return Object.assign(new Error(details), { name: 'PubSubError', code: grpcStatus, details, metadata })
}
