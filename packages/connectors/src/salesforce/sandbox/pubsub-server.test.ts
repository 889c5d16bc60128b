import {
  Client,
  credentials,
  Metadata,
  type MethodDefinition,
  type ServiceError,
  status,
} from '@grpc/grpc-js'
import { afterEach, describe, expect, test } from 'vitest'
import { Faults, Journal, SandboxClock, type SandboxContext } from '../../sandbox-kit/index.ts'
import { errorCodePrefix, type FetchRequest, type FetchResponse, pubSubService } from '../pubsub/proto.ts'
import { avroTypeOf } from '../pubsub/safe-long.ts'
import { createEventBus, EventRefused, provisionTopic, retentionMs } from './event-bus.ts'
import { type PubSubServerOptions, startPubSubServer } from './pubsub-server.ts'

const closing: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function rig(options: Partial<PubSubServerOptions> = {}) {
  const clock = new SandboxClock()
  const context: SandboxContext = {
    journal: new Journal(),
    faults: new Faults(),
    clock,
    changed() {},
    latencyMs: 0,
  }
  const bus = createEventBus(clock, context.changed)
  const server = await startPubSubServer({
    context,
    bus,
    port: 0,
    keepAliveMs: 3_600_000,
    isValidToken: (token) => token === 'good',
    ...options,
  })
  const client = new Client(server.address, credentials.createInsecure(), { 'grpc.enable_http_proxy': 0 })
  closing.push(
    () => server.close(),
    () => client.close(),
  )
  return { context, bus, clock, client }
}

function headers(token = 'good'): Metadata {
  const metadata = new Metadata()
  metadata.set('accesstoken', token)
  metadata.set('instanceurl', 'http://127.0.0.1')
  metadata.set('tenantid', '00D000000000001EAA')
  return metadata
}

function call<Request, Answer>(
  client: Client,
  { path, requestSerialize, responseDeserialize }: MethodDefinition<Request, Answer>,
  request: Request,
  metadata = headers(),
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(
      path,
      requestSerialize,
      responseDeserialize,
      request,
      metadata,
      (error, answer) => (error ? reject(error) : resolve(answer!)),
    )
  })
}

/** Sends the requests on one stream and answers with how it ended. */
function ending(client: Client, requests: FetchRequest[], metadata = headers()): Promise<ServiceError> {
  const { path, requestSerialize, responseDeserialize } = pubSubService.Subscribe
  const stream = client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize, metadata)
  for (const request of requests) stream.write(request)
  stream.on('data', (_answer: FetchResponse) => {})
  return new Promise((resolve) => stream.on('error', (error) => resolve(error as ServiceError)))
}

const codeOf = (error: ServiceError) =>
  String(error.metadata.get('error-code')[0]).replace(errorCodePrefix, '')
const fetch = (more: Partial<FetchRequest> = {}): FetchRequest => ({
  topicName: provisionTopic,
  replayPreset: 'EARLIEST',
  numRequested: 10,
  ...more,
})

describe('errors as Salesforce gives them', () => {
  test.each([
    ['topic.not.found', status.NOT_FOUND, [fetch({ topicName: '/event/No__e' })]],
    ['topic.validation.empty', status.INVALID_ARGUMENT, [fetch({ topicName: '' })]],
    ['subscription.fetch.requested.events.invalid', status.INVALID_ARGUMENT, [fetch({ numRequested: 0 })]],
    [
      'subscription.fetch.replayid.validation.failed',
      status.INVALID_ARGUMENT,
      [fetch({ replayPreset: 'CUSTOM' })],
    ],
    [
      'subscription.fetch.replayid.corrupted',
      status.INVALID_ARGUMENT,
      [fetch({ replayPreset: 'CUSTOM', replayId: new Uint8Array([1, 2, 3]) })],
    ],
    [
      'subscription.fetch.topic.mismatch',
      status.INVALID_ARGUMENT,
      [fetch(), fetch({ topicName: '/event/Other__e' })],
    ],
  ] as const)('%s', async (code, grpcStatus, requests) => {
    const { client } = await rig()
    const error = await ending(client, [...requests])
    expect([error.code, codeOf(error)]).toEqual([grpcStatus, code])
    expect(error.details).toContain(String(error.metadata.get('rpc-id')[0]))
  })

  test('a wrong token and missing headers are told apart', async () => {
    const { client } = await rig()
    expect(codeOf(await ending(client, [fetch()], headers('bad')))).toBe('service.auth.error')
    expect(codeOf(await ending(client, [fetch()], new Metadata()))).toBe('service.auth.headers.invalid')
  })

  test('an internal error is RST_STREAM without a status and without trailers', async () => {
    const { client, context } = await rig()
    context.faults.add({ system: 'pubsub', kind: 'http-500', count: 2 })
    const onStream = await ending(client, [fetch()])
    expect(onStream.details).toContain('RST_STREAM')
    expect(onStream.metadata.get('error-code')).toEqual([])
    const onCall = call(client, pubSubService.GetTopic, { topicName: provisionTopic })
    await expect(onCall).rejects.toMatchObject({ details: expect.stringContaining('RST_STREAM') })
  })
})

describe('publishing', () => {
  test('is refused to the integration user, as the documents have it', async () => {
    const { client } = await rig()
    const refused = call(client, pubSubService.Publish, { topicName: provisionTopic, events: [] })
    await expect(refused).rejects.toMatchObject({ code: status.PERMISSION_DENIED })
  })

  test('where it is allowed, the event keeps the id that the publisher gave, and bad ones fail alone', async () => {
    const { client, bus } = await rig({ mayPublish: true })
    const { schemaId } = await call(client, pubSubService.GetTopic, { topicName: provisionTopic })
    const { schemaJson } = await call(client, pubSubService.GetSchema, { schemaId })
    const payload = avroTypeOf(schemaJson).toBuffer({
      CreatedDate: 1n,
      CreatedById: '005000000000001AAA',
      OrderId__c: '801000000000001AAA',
    })
    const { results } = await call(client, pubSubService.Publish, {
      topicName: provisionTopic,
      events: [
        { id: 'mine', schemaId, payload },
        { id: 'bad', schemaId, payload: new Uint8Array([1]) },
      ],
    })
    expect(results.map(({ correlationKey, error }) => [correlationKey, error?.code])).toEqual([
      ['mine', undefined],
      ['bad', 'PUBLISH'],
    ])
    expect(bus.events(provisionTopic).map(({ eventId }) => eventId)).toEqual(['mine'])
  })

  test('a reply lost after Publish leaves exactly one event', async () => {
    const { client, bus, context } = await rig({ mayPublish: true })
    const { payload, schemaId } = encoded(bus)
    context.faults.add({ system: 'pubsub', operation: 'Publish', kind: 'timeout-after-write', count: 1 })
    const events = [{ id: 'once', schemaId, payload }]
    await expect(call(client, pubSubService.Publish, { topicName: provisionTopic, events })).rejects.toThrow()
    expect(bus.events(provisionTopic).filter(({ eventId }) => eventId === 'once')).toHaveLength(1)
  })
})

function encoded(bus: ReturnType<typeof createEventBus>) {
  bus.publish(provisionTopic, { OrderId__c: '801000000000009AAA' }, { eventId: 'model' })
  return bus.events(provisionTopic)[0]!
}

describe('the event bus', () => {
  const at = { now: () => new Date('2030-01-01T00:00:00Z') }

  test('survives a restart: events, positions and schemas', () => {
    const bus = createEventBus(at, () => {})
    const first = bus.publish(provisionTopic, { OrderId__c: '801000000000001AAA' })
    const again = createEventBus(at, () => {})
    again.load(structuredClone(bus.save()))
    const second = again.publish(provisionTopic, { OrderId__c: '801000000000002AAA' })
    const after = again.eventsAfter(provisionTopic, first.replayId, 10)
    expect(after.map(({ event }) => event?.eventId)).toEqual([second.eventId])
  })

  test('a position from before a reset is not valid any more', () => {
    const bus = createEventBus(at, () => {})
    const { replayId } = bus.publish(provisionTopic, { OrderId__c: '801000000000001AAA' })
    bus.reset()
    bus.publish(provisionTopic, { OrderId__c: '801000000000002AAA' })
    expect(bus.isRetained(provisionTopic, replayId)).toBe(false)
  })

  test('keeps an event for 72 hours and no longer', () => {
    const clock = new SandboxClock()
    const bus = createEventBus(clock, () => {})
    bus.publish(provisionTopic, { OrderId__c: '801000000000001AAA' })
    clock.move(retentionMs - 60_000)
    expect(bus.events(provisionTopic)).toHaveLength(1)
    clock.move(61_000)
    expect(bus.events(provisionTopic)).toEqual([])
  })

  test.each([
    ['REQUIRED_FIELD_MISSING', {}],
    ['INVALID_FIELD', { OrderId__c: '801000000000001AAA', Wrong__c: 'x' }],
    ['STRING_TOO_LONG', { OrderId__c: '801000000000001AAAA' }],
  ])('refuses a bad event: %s', (code, fields) => {
    const bus = createEventBus(at, () => {})
    expect(() => bus.publish(provisionTopic, fields)).toThrow(EventRefused)
    expect(() => bus.publish(provisionTopic, fields)).toThrow(expect.objectContaining({ code }))
  })
})
