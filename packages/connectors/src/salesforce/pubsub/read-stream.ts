import { type ConnectorDeps, ProviderError, type ProvisionRequestSource } from '@turnup/domain'
import { observed } from '../../http/index.ts'
import type { FetchStream, PubSubConnection } from './client.ts'
import type { PubSubConfig } from './config.ts'
import type { EventDecoder } from './decode.ts'
import type { ConsumerEvent, FetchRequest, FetchResponse } from './proto.ts'
import type { Timers } from './timers.ts'

export type Handlers = Parameters<ProvisionRequestSource['subscribe']>[0]

export interface Reader {
  config: PubSubConfig
  deps: ConnectorDeps
  timers: Timers
  decoder: EventDecoder
  handlers: Handlers
  /** Aborted when the subscription is to stop. */
  signal: AbortSignal
  /** A position was saved: whatever went wrong before is over. */
  onProgress(): void
}

/** The inbox or the store of positions did not take something; the events are delivered again. */
export class NotTaken extends Error {
  constructor(what: string, cause: unknown) {
    super(`${what} (${cause instanceof Error ? cause.name : 'unknown error'}).`, { cause })
    this.name = 'NotTaken'
  }
}

/**
 * Reads one stream until it breaks or the signal is aborted; resolves only in the second case.
 * @throws ProviderError of the stream; NotTaken when a handler failed
 */
export async function readStream(
  connection: PubSubConnection,
  first: FetchRequest,
  reader: Reader,
): Promise<void> {
  const { topicName, replayPreset = 'LATEST', replayId } = first
  let received = 0
  const call = {
    connector: 'salesforce-pubsub',
    operation: 'Subscribe',
    effect: 'read' as const,
    request: { topicName, replayPreset, replayId: replayId ? hex(replayId) : null },
  }
  const notTaken = await observed(reader.deps, call, async () => {
    try {
      await readAll(connection, first, reader, (count) => {
        received += count
      })
      return { value: undefined, response: { received } }
    } catch (error) {
      if (!reader.signal.aborted && !(error instanceof NotTaken)) throw error
      return { value: error, response: { received } }
    }
  })
  if (notTaken && !reader.signal.aborted) throw notTaken
}

async function readAll(
  connection: PubSubConnection,
  first: FetchRequest,
  reader: Reader,
  count: (events: number) => void,
): Promise<void> {
  const { config, deps, timers, handlers, signal } = reader
  const stream = connection.subscribe(first)
  let since: Date | undefined
  const live = () => {
    since ??= deps.now()
    if (!signal.aborted) handlers.onState({ state: 'live', since })
  }
  const firstLive = () => {
    if (!since) live()
  }
  stream.onAccepted(firstLive)
  const unsettle = timers.after(config.settleMs, firstLive)
  let wanted = first.numRequested
  try {
    while (!signal.aborted) {
      const answer = await nextAnswer(stream, reader)
      firstLive()
      const skipped = await takeAll(connection, answer, reader)
      if (signal.aborted) return
      if (skipped) live()
      count(answer.events.length)
      wanted -= answer.events.length
      // Only once everything is taken: the inbox sets the pace, and the service may end a stream it waits for too long.
      if (wanted <= 0 || (answer.events.length > 0 && answer.pendingNumRequested <= 0)) {
        wanted = config.batchSize
        stream.request(wanted)
      }
    }
  } finally {
    unsettle()
  }
}

async function nextAnswer(stream: FetchStream, { config, timers }: Reader): Promise<FetchResponse> {
  let silent = false
  const disarm = timers.after(config.keepAliveTimeoutMs, () => {
    silent = true
    stream.cancel()
  })
  try {
    const answer = await stream.next()
    if (answer) return answer
  } catch (error) {
    if (!silent) throw error
  } finally {
    disarm()
  }
  throw new ProviderError('unavailable', {
    code: silent ? 'STREAM_SILENT' : 'STREAM_ENDED',
    connector: 'salesforce-pubsub',
    operation: 'Subscribe',
    message: silent
      ? `The event stream was silent for ${config.keepAliveTimeoutMs} ms, keep-alives too; connecting again.`
      : 'Salesforce ended the event stream; connecting again.',
  })
}

/**
 * Takes the events of one answer one after another and then saves the position, also that of a keep-alive. Once an
 * answer, not once an event: if events ever came out of order, a position between two of them would lose one.
 * Returns whether an event had to be skipped.
 */
async function takeAll(
  connection: PubSubConnection,
  answer: FetchResponse,
  reader: Reader,
): Promise<boolean> {
  let skipped = false
  for (const event of answer.events) {
    if (reader.signal.aborted) return skipped
    skipped = !(await take(connection, event, reader)) || skipped
  }
  const position = answer.events.at(-1)?.replayId ?? answer.latestReplayId
  if (position.length === 0) return skipped
  try {
    await reader.handlers.cursor.save(new Uint8Array(position))
  } catch (error) {
    throw new NotTaken('The position in the event stream could not be saved', error)
  }
  reader.onProgress()
  return skipped
}

/** Hands one event on; false when it can never be read, which has been reported then. */
async function take(connection: PubSubConnection, event: ConsumerEvent, reader: Reader): Promise<boolean> {
  const decoded = await reader.decoder.decode(event, connection.getSchema)
  if (!decoded.ok) {
    reportUnreadable(event, decoded.reason, reader)
    return false
  }
  try {
    await reader.handlers.onRequest(decoded.request)
  } catch (error) {
    throw new NotTaken('A provision request could not be taken in', error)
  }
  return true
}

function reportUnreadable(
  { event, replayId }: ConsumerEvent,
  reason: string,
  { deps, handlers }: Reader,
): void {
  const eventId = event?.id || 'without id'
  deps.observe({
    connector: 'salesforce-pubsub',
    operation: 'read event',
    effect: 'read',
    request: { eventId, schemaId: event?.schemaId ?? null, replayId: hex(replayId) },
    response: { reason },
    durationMs: 0,
    outcome: 'rejected',
  })
  handlers.onState({
    state: 'waiting',
    reason: `The event ${eventId} cannot be read and is skipped: ${reason}. If an order was approved, the sweep finds it.`,
    retryAt: deps.now(),
  })
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
