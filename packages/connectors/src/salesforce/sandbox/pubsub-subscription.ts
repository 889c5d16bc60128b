import { randomBytes, randomUUID } from 'node:crypto'
import { Metadata, type ServerDuplexStream } from '@grpc/grpc-js'
import type { FaultRule, SandboxContext } from '../../sandbox-kit/index.ts'
import type { ConsumerEvent, FetchRequest, FetchResponse } from '../pubsub/proto.ts'
import type { BusEntry, EventBus } from './event-bus.ts'
import { cutConnection, resetCall } from './pubsub-cut.ts'
import { pubSubError } from './pubsub-errors.ts'
import { type Ending, endingAfter, endingBefore, faultsOnDelivery, faultsOnStream } from './pubsub-faults.ts'

/** Asking for more is allowed, and cut to this. */
const maxOutstanding = 100

export type SubscribeCall = ServerDuplexStream<FetchRequest, FetchResponse>

export interface SubscriptionService {
  context: SandboxContext
  bus: EventBus
  keepAliveMs: number
  idleFetchMs: number
  /** The documented error code when the call's headers are not (or no longer) good. */
  refusalOf(call: SubscribeCall): string | undefined
}

/** One Subscribe stream as the service runs it: replay position, flow control, keep-alives, expiry, faults. */
export function serveSubscription(call: SubscribeCall, service: SubscriptionService): void {
  const { context, bus } = service
  let topicName: string | undefined
  let position: Uint8Array | undefined
  let pending = 0
  let open = true
  let silent = false
  let awaitingSecond = false
  let keepAlive: NodeJS.Timeout | undefined
  let idle: NodeJS.Timeout | undefined
  let unlisten = () => {}

  function close(): void {
    open = false
    clearTimeout(keepAlive)
    clearTimeout(idle)
    unlisten()
  }

  function end(ending: Ending): void {
    if (!open) return
    if (ending.as === 'silence') {
      silent = true
      if (ending.ms !== undefined) setTimeout(speakAgain, ending.ms).unref()
      return
    }
    close()
    if (ending.as === 'reset') resetCall(call)
    else if (ending.as === 'cut') cutConnection(call)
    else call.emit('error', pubSubError(ending.code, randomUUID()))
  }

  function speakAgain(): void {
    silent = false
    deliver()
  }

  function note(operation: string, request: Record<string, string | number | string[]>, fault?: FaultRule) {
    const outcome = open ? (silent ? 'silent' : 'performed') : 'stream ended'
    const entry = { system: 'pubsub', operation, effect: 'read' as const, request, outcome }
    context.journal.record({ ...entry, ...(fault ? { fault: fault.kind } : {}) }, context.clock.now())
  }

  function send(events: ConsumerEvent[], latestReplayId: Uint8Array, sent = () => {}): void {
    call.write({ events, latestReplayId, rpcId: randomUUID(), pendingNumRequested: pending }, sent)
    armKeepAlive()
  }

  function armKeepAlive(): void {
    clearTimeout(keepAlive)
    keepAlive = setTimeout(sendKeepAlive, service.keepAliveMs).unref()
  }

  function sendKeepAlive(): void {
    armKeepAlive()
    if (silent) return
    const refusal = service.refusalOf(call)
    const fault = context.faults.strike('pubsub', 'KeepAlive', '', faultsOnStream)
    const ending: Ending | undefined = refusal ? { as: 'refused', code: refusal } : endingBefore(fault)
    if (ending) end(ending)
    awaitingSecond = false
    deliver()
    if (!open || silent || !topicName) return
    const caughtUp = bus.eventsAfter(topicName, position, 1).length === 0
    send([], caughtUp ? bus.latestReplayId(topicName) : (position ?? new Uint8Array()))
  }

  function start(request: FetchRequest): void {
    const { topicName: asked, replayPreset = 'LATEST', numRequested } = request
    const refusal = refusalToStart(bus, request)
    const fault = context.faults.strike('pubsub', 'Subscribe', asked, faultsOnStream)
    const ending: Ending | undefined = refusal ? { as: 'refused', code: refusal } : endingBefore(fault)
    if (ending) end(ending)
    note(
      'Subscribe',
      { topicName: asked, replayPreset, numRequested, ...(refusal ? { refusal } : {}) },
      fault,
    )
    if (!open) return
    topicName = asked
    if (replayPreset === 'CUSTOM') position = request.replayId
    if (replayPreset === 'LATEST') position = bus.latestReplayId(asked)
    call.sendMetadata(new Metadata())
    unlisten = bus.listen(asked, () => setTimeout(deliver, context.latencyMs).unref())
    armKeepAlive()
  }

  function deliver(): void {
    while (open && !silent && topicName && pending > 0) {
      const entries = bus.eventsAfter(topicName, position, pending)
      if (entries.length < (awaitingSecond ? 2 : 1)) return
      const refusal = service.refusalOf(call)
      const fault = awaitingSecond
        ? ({ system: 'pubsub', kind: 'out-of-order' } as const)
        : context.faults.strike('pubsub', 'Deliver', textOf(entries), faultsOnDelivery)
      const ending: Ending | undefined = refusal ? { as: 'refused', code: refusal } : endingBefore(fault)
      if (ending) {
        end(ending)
        note('Deliver', { eventIds: idsOf(entries) }, fault)
        return
      }
      // One event alone cannot be out of order: it waits for the next, or for the keep-alive.
      awaitingSecond = fault?.kind === 'out-of-order' && entries.length < 2
      if (!awaitingSecond) sendEvents(entries, fault)
    }
  }

  function sendEvents(entries: BusEntry[], fault: FaultRule | undefined): void {
    position = entries.at(-1)!.replayId
    pending -= entries.length
    const after = endingAfter(fault)
    send(asDelivered(entries, fault), position, () => after && end(after))
    note('Deliver', { eventIds: idsOf(entries) }, fault)
    if (pending === 0) idle = setTimeout(endIdle, service.idleFetchMs).unref()
  }

  function endIdle(): void {
    end({ as: 'reset' })
    note('StreamEnded', { reason: 'no request in time' })
  }

  call.on('data', (request: FetchRequest) => {
    if (!open) return
    const refusal = service.refusalOf(call) ?? misuse(request, topicName)
    if (refusal) end({ as: 'refused', code: refusal })
    else if (!topicName) start(request)
    if (!open) return
    clearTimeout(idle)
    pending = Math.min(maxOutstanding, pending + request.numRequested)
    setTimeout(deliver, context.latencyMs).unref()
  })
  call.on('end', () => {
    close()
    call.end()
  })
  call.on('cancelled', close)
  call.on('error', close)
}

function misuse(
  { numRequested, topicName }: FetchRequest,
  topicBefore: string | undefined,
): string | undefined {
  if (numRequested <= 0) return 'subscription.fetch.requested.events.invalid'
  const changed = topicBefore && topicName && topicName !== topicBefore
  return changed ? 'subscription.fetch.topic.mismatch' : undefined
}

function refusalToStart(bus: EventBus, request: FetchRequest): string | undefined {
  if (!request.topicName) return 'topic.validation.empty'
  if (!bus.schemaOfTopic(request.topicName)) return 'topic.not.found'
  if (request.replayPreset !== 'CUSTOM') return undefined
  if (!request.replayId?.length) return 'subscription.fetch.replayid.validation.failed'
  const retained = bus.isRetained(request.topicName, request.replayId)
  return retained ? undefined : 'subscription.fetch.replayid.corrupted'
}

function asDelivered(entries: BusEntry[], fault: FaultRule | undefined): ConsumerEvent[] {
  const events = entries.map(({ event, replayId }) => {
    const { eventId: id, schemaId } = event!
    const payload = fault?.kind === 'malformed' ? randomBytes(3) : event!.payload
    return { event: { id, schemaId, payload }, replayId }
  })
  if (fault?.kind === 'out-of-order') return events.reverse()
  return fault?.kind === 'duplicate-delivery' ? events.flatMap((event) => [event, event]) : events
}

const idsOf = (entries: BusEntry[]) => entries.flatMap(({ event }) => event?.eventId ?? [])
/** What the `contains` of a fault looks in. */
const textOf = (entries: BusEntry[]) =>
  entries.flatMap(({ event }) => Object.values(event?.fields ?? {}).map(String)).join(' ')
