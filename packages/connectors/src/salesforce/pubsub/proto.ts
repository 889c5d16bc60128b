import { fileURLToPath } from 'node:url'
import type { MethodDefinition } from '@grpc/grpc-js'
import { loadSync } from '@grpc/proto-loader'

/** The messages of pubsub_api.proto that Turnup uses, in the loader's camel case; `bytes` are Buffers. */
export interface ProducerEvent {
  /** The event's UUID; publishers may set it. */
  id: string
  schemaId: string
  payload: Uint8Array
}
export interface ConsumerEvent {
  event: ProducerEvent | null
  replayId: Uint8Array
}
export type ReplayPreset = 'LATEST' | 'EARLIEST' | 'CUSTOM'
export interface FetchRequest {
  topicName: string
  replayPreset?: ReplayPreset
  replayId?: Uint8Array
  numRequested: number
}
export interface FetchResponse {
  events: ConsumerEvent[]
  latestReplayId: Uint8Array
  rpcId: string
  pendingNumRequested: number
}
export interface TopicInfo {
  topicName: string
  tenantGuid: string
  canPublish: boolean
  canSubscribe: boolean
  schemaId: string
  rpcId: string
}
export interface SchemaInfo {
  schemaJson: string
  schemaId: string
  rpcId: string
}
export interface PublishRequest {
  topicName: string
  events: ProducerEvent[]
}
export interface PublishResult {
  replayId?: Uint8Array
  error?: { code: 'UNKNOWN' | 'PUBLISH' | 'COMMIT'; msg: string }
  correlationKey: string
}
export interface PublishResponse {
  results: PublishResult[]
  schemaId: string
  rpcId: string
}

export interface PubSubService {
  Subscribe: MethodDefinition<FetchRequest, FetchResponse>
  GetTopic: MethodDefinition<{ topicName: string }, TopicInfo>
  GetSchema: MethodDefinition<{ schemaId: string }, SchemaInfo>
  Publish: MethodDefinition<PublishRequest, PublishResponse>
}

const loaded = loadSync(fileURLToPath(new URL('./pubsub_api.proto', import.meta.url)), {
  enums: String,
  longs: String,
  defaults: true,
})

/** The four methods of eventbus.v1.PubSub that Turnup speaks, for the client and for the sandbox. */
export const pubSubService = loaded['eventbus.v1.PubSub'] as unknown as PubSubService

/** What stands before every code in the `error-code` trailer. */
export const errorCodePrefix = 'sfdc.platform.eventbus.grpc.'
