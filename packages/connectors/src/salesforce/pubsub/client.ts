import {
  credentials,
  Client as GrpcClient,
  Metadata,
  type MethodDefinition,
  type ServiceError,
} from '@grpc/grpc-js'
import type { ConnectorDeps, Json } from '@turnup/domain'
import { observed } from '../../http/index.ts'
import type { PubSubConfig } from './config.ts'
import {
  type FetchRequest,
  type FetchResponse,
  pubSubService,
  type SchemaInfo,
  type TopicInfo,
} from './proto.ts'
import { pubSubError } from './pubsub-error.ts'

/** Who we are to Salesforce; from the REST connector's login. */
export interface PubSubIdentity {
  accessToken: string
  instanceUrl: string
  /** 18 characters. */
  organizationId: string
}

export interface FetchStream {
  request(numRequested: number): void
  /** Called once when the server has accepted the stream. */
  onAccepted(callback: () => void): void
  /** The next answer, or undefined when the server ended the stream. @throws ProviderError */
  next(): Promise<FetchResponse | undefined>
  cancel(): void
}

/** One connection to the Pub/Sub API; every error is a ProviderError. `close` ends whatever is under way. */
export interface PubSubConnection {
  getTopic(topicName: string): Promise<TopicInfo>
  getSchema(schemaId: string): Promise<SchemaInfo>
  subscribe(first: FetchRequest): FetchStream
  close(): void
}

// 100 events of at most 1 MB can come in one answer; the library's 4 MB would make such a batch unreadable for ever.
const maxAnswerBytes = 110 * 1024 * 1024

/**
 * Opens a connection of its own (nothing is shared with an earlier one, which may be half dead).
 * Vendor document: Pub/Sub API, package eventbus.v1, identity in three metadata headers on each call.
 */
export function connectPubSub(
  config: PubSubConfig,
  identity: PubSubIdentity,
  deps: ConnectorDeps,
): PubSubConnection {
  const client = new GrpcClient(
    config.endpoint,
    config.insecure ? credentials.createInsecure() : credentials.createSsl(),
    {
      'grpc.use_local_subchannel_pool': 1,
      'grpc.max_receive_message_length': maxAnswerBytes,
      // A sandbox on this machine is not behind the proxy that the environment may name.
      'grpc.enable_http_proxy': config.insecure ? 0 : 1,
    },
  )
  const headers = new Metadata()
  headers.set('accesstoken', identity.accessToken)
  headers.set('instanceurl', identity.instanceUrl)
  headers.set('tenantid', identity.organizationId)
  const underWay = new Set<{ cancel(): void }>()

  function unary<Request extends Json, Answer>(
    operation: string,
    method: MethodDefinition<Request, Answer>,
    request: Request,
    describe: (answer: Answer) => Json,
  ): Promise<Answer> {
    const call = { connector: 'salesforce-pubsub', operation, effect: 'read' as const, request }
    return observed(deps, call, async () => {
      const value = await new Promise<Answer>((resolve, reject) => {
        const started = client.makeUnaryRequest(
          method.path,
          method.requestSerialize,
          method.responseDeserialize,
          request,
          headers,
          { deadline: Date.now() + config.callTimeoutMs },
          (error, answer) => {
            underWay.delete(started)
            if (error) reject(pubSubError(operation, error))
            else resolve(answer!)
          },
        )
        underWay.add(started)
      })
      return { value, response: describe(value) }
    })
  }

  return {
    getTopic: (topicName) =>
      unary('GetTopic', pubSubService.GetTopic, { topicName }, ({ schemaId, canSubscribe, canPublish }) => ({
        schemaId,
        canSubscribe,
        canPublish,
      })),
    getSchema: (schemaId) =>
      unary('GetSchema', pubSubService.GetSchema, { schemaId }, ({ schemaJson }) => ({ schemaJson })),
    subscribe(first) {
      const stream = openFetchStream(client, headers, first)
      underWay.add(stream)
      return stream
    },
    close() {
      for (const started of underWay) started.cancel()
      client.close()
    },
  }
}

function openFetchStream(client: GrpcClient, headers: Metadata, first: FetchRequest): FetchStream {
  const { path, requestSerialize, responseDeserialize } = pubSubService.Subscribe
  const call = client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize, headers)
  call.write(first)
  // Errors reach the reader through the iterator; without a listener, one between two reads would end the process.
  call.on('error', () => {})
  const answers: AsyncIterator<FetchResponse> = call[Symbol.asyncIterator]()
  return {
    request: (numRequested) => {
      call.write({ topicName: first.topicName, numRequested })
    },
    onAccepted: (callback) => {
      call.once('metadata', callback)
    },
    async next() {
      try {
        const { value, done } = await answers.next()
        return done ? undefined : value
      } catch (error) {
        throw pubSubError('Subscribe', error as ServiceError)
      }
    },
    cancel: () => call.cancel(),
  }
}
