import { randomUUID } from 'node:crypto'
import {
  type handleUnaryCall,
  type Metadata,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServiceError,
  type sendUnaryData,
} from '@grpc/grpc-js'
import type { Json } from '@turnup/domain'
import type { SandboxContext } from '../../sandbox-kit/index.ts'
import {
  type PublishRequest,
  type PublishResponse,
  pubSubService,
  type SchemaInfo,
  type TopicInfo,
} from '../pubsub/proto.ts'
import { avroTypeOf } from '../pubsub/safe-long.ts'
import type { EventBus } from './event-bus.ts'
import { cutConnection, resetCall } from './pubsub-cut.ts'
import { pubSubError } from './pubsub-errors.ts'
import { type Ending, endingAfter, endingBefore, faultsOnUnary } from './pubsub-faults.ts'
import { type SubscribeCall, serveSubscription } from './pubsub-subscription.ts'

export interface PubSubServerOptions {
  context: SandboxContext
  bus: EventBus
  /** 0: any free port. */
  port: number
  /** A quiet stream gets an empty answer this often; Salesforce promises 270 s. */
  keepAliveMs: number
  isValidToken(token: string): boolean
  /** A drained stream that asks for nothing is ended after this long; Salesforce's 60 s unless set. */
  idleFetchMs?: number
  /** Whether the integration user may publish; it may not in the org that the documents describe (R100). */
  mayPublish?: boolean
  host?: string
}

/**
 * Salesforce's Pub/Sub API on loopback without TLS: Subscribe, GetTopic, GetSchema and Publish over gRPC, with journal
 * and faults under the system 'pubsub' (operations Subscribe, Deliver, KeepAlive, GetTopic, GetSchema, Publish).
 */
export async function startPubSubServer(
  options: PubSubServerOptions,
): Promise<{ address: string; close(): Promise<void> }> {
  const { context, bus, keepAliveMs, isValidToken, idleFetchMs = 60_000, mayPublish = false } = options
  const server = new Server()
  const refusalOf = (call: { metadata: Metadata }) => headerRefusal(call.metadata, isValidToken)

  const unary = <Request, Answer>(
    operation: string,
    effect: 'read' | 'write',
    perform: (request: Request, rpcId: string) => Answer,
  ): handleUnaryCall<Request, Answer> => {
    return async (call, reply) => {
      const rpcId = randomUUID()
      const request = journalled(call)
      const fault = context.faults.strike('pubsub', operation, JSON.stringify(request), faultsOnUnary)
      const refusal = refusalOf(call)
      const ending: Ending | undefined = refusal ? { as: 'refused', code: refusal } : endingBefore(fault)
      const waitMs = context.latencyMs + (ending?.as === 'silence' ? (ending.ms ?? 1_000) : 0)
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
      const note = (outcome: string) => {
        const entry = { system: 'pubsub', operation, effect, request, outcome }
        context.journal.record({ ...entry, ...(fault ? { fault: fault.kind } : {}) }, context.clock.now())
      }
      if (ending && ending.as !== 'silence') {
        note('nothing happened')
        answerWith(ending, call, reply, rpcId)
        return
      }
      try {
        const answer = perform(call.request, rpcId)
        note('performed')
        const after = endingAfter(fault)
        if (after) answerWith(after, call, reply, rpcId)
        else reply(null, answer)
      } catch (error) {
        note('refused')
        reply(error as ServiceError)
      }
    }
  }

  server.addService(
    { ...pubSubService },
    {
      Subscribe: (call: SubscribeCall) =>
        serveSubscription(call, { context, bus, keepAliveMs, idleFetchMs, refusalOf }),
      GetTopic: unary<{ topicName: string }, TopicInfo>('GetTopic', 'read', ({ topicName }, rpcId) => {
        if (!topicName) throw pubSubError('topic.validation.empty', rpcId)
        const schema = bus.schemaOfTopic(topicName)
        if (!schema) throw pubSubError('topic.not.found', rpcId)
        const rights = { canPublish: mayPublish, canSubscribe: true }
        return { topicName, tenantGuid: 'core/sandbox', ...rights, schemaId: schema.schemaId, rpcId }
      }),
      GetSchema: unary<{ schemaId: string }, SchemaInfo>('GetSchema', 'read', ({ schemaId }, rpcId) => {
        const schema = bus.schemaById(schemaId)
        if (!schema) throw pubSubError('schema.validation.failed', rpcId)
        return { schemaJson: schema.schemaJson, schemaId, rpcId }
      }),
      Publish: unary<PublishRequest, PublishResponse>('Publish', 'write', (request, rpcId) => {
        if (!mayPublish) throw pubSubError('topic.meta.permission', rpcId)
        return publish(bus, request, rpcId)
      }),
    },
  )

  const host = options.host ?? '127.0.0.1'
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`${host}:${options.port}`, ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    )
  })
  return {
    address: `${host}:${port}`,
    close: async () => server.forceShutdown(),
  }
}

function publish(bus: EventBus, request: PublishRequest, rpcId: string): PublishResponse {
  const schema = bus.schemaOfTopic(request.topicName)
  if (!schema) throw pubSubError('topic.not.found', rpcId)
  const count = request.events.length
  if (count < 1 || count > 200) throw pubSubError('publish.event.count.invalid', rpcId)
  const results = request.events.map(({ id, schemaId, payload }) => {
    const correlationKey = id || randomUUID()
    try {
      const known = bus.schemaById(schemaId)
      if (!known) throw new Error('The schema id is not known')
      const fields = { ...(avroTypeOf(known.schemaJson).fromBuffer(Buffer.from(payload)) as object) }
      const { replayId } = bus.publishEncoded(request.topicName, {
        eventId: correlationKey,
        schemaId,
        payload,
        fields,
      })
      return { replayId, correlationKey }
    } catch (error) {
      return { error: { code: 'PUBLISH' as const, msg: String(error) }, correlationKey }
    }
  })
  return { results, schemaId: schema.schemaId, rpcId }
}

function headerRefusal(metadata: Metadata, isValidToken: (token: string) => boolean): string | undefined {
  const [token, instance, tenant] = ['accesstoken', 'instanceurl', 'tenantid'].map((name) =>
    String(metadata.get(name)[0] ?? '').trim(),
  )
  if (!token || !instance || !tenant) return 'service.auth.headers.invalid'
  return isValidToken(token) ? undefined : 'service.auth.error'
}

function answerWith<Answer>(
  ending: Ending,
  call: unknown,
  reply: sendUnaryData<Answer>,
  rpcId: string,
): void {
  if (ending.as === 'reset') resetCall(call)
  else if (ending.as === 'cut') cutConnection(call)
  else if (ending.as === 'refused') reply(pubSubError(ending.code, rpcId))
}

/** What the journal keeps of a unary request: names and ids, no payloads. */
function journalled(call: ServerUnaryCall<unknown, unknown>): Json {
  const { topicName, schemaId, events } = call.request as {
    topicName?: string
    schemaId?: string
    events?: { id: string }[]
  }
  return {
    ...(topicName ? { topicName } : {}),
    ...(schemaId ? { schemaId } : {}),
    ...(events ? { eventIds: events.map((event) => event.id) } : {}),
  }
}
