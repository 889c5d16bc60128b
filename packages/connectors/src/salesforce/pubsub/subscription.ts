import { type ConnectorDeps, ProviderError, type SubscriptionState } from '@turnup/domain'
import { connectPubSub, type PubSubIdentity } from './client.ts'
import type { PubSubConfig } from './config.ts'
import { createEventDecoder } from './decode.ts'
import type { FetchRequest } from './proto.ts'
import { type NextMove, nextMoveAfter } from './pubsub-error.ts'
import { type Handlers, NotTaken, type Reader, readStream } from './read-stream.ts'
import type { Timers } from './timers.ts'

/** The login that the REST connector keeps; shared, so that a renewed session serves both. */
export interface PubSubSession {
  get(): Promise<PubSubIdentity>
  /** A session other than the refused one: a new login, or what somebody else has renewed already. */
  renew(refused: PubSubIdentity): Promise<PubSubIdentity>
}

interface Pause {
  reason: string
  ms: number
}

const sessionRefusedTwice =
  'Salesforce refuses a fresh session too. Check that the integration user may use the API, that sessions are not ' +
  'locked to an IP address, and that the login goes to the right org.'

/** Keeps one subscription going: connects, reads, and comes back after every error until it is stopped. */
export function runSubscription(
  config: PubSubConfig,
  session: PubSubSession,
  deps: ConnectorDeps,
  timers: Timers,
  given: Handlers,
): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  const handlers: Handlers = {
    cursor: given.cursor,
    onRequest: (request) => given.onRequest(request),
    onState: tell,
  }
  let identity: PubSubIdentity | undefined
  let failures = 0
  let renewed = false
  let fromEarliest = false
  const reader: Reader = {
    config,
    deps,
    timers,
    decoder: createEventDecoder(),
    handlers,
    signal,
    onProgress() {
      failures = 0
      renewed = false
      fromEarliest = false
    },
  }

  function tell(state: SubscriptionState): void {
    try {
      given.onState(state)
    } catch {
      // Whoever only watches must not be able to close the door.
    }
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      tell({ state: 'connecting' })
      try {
        await connectAndRead()
      } catch (error) {
        const pause = signal.aborted ? undefined : await pauseAfter(error)
        if (pause) await waitOut(pause)
      }
    }
    tell({ state: 'stopped', reason: 'Stopped on request.' })
  }

  async function connectAndRead(): Promise<void> {
    identity = await session.get()
    const connection = connectPubSub(config, identity, deps)
    const close = () => connection.close()
    signal.addEventListener('abort', close)
    try {
      if (signal.aborted) return
      const topic = await connection.getTopic(config.topicName)
      if (!topic.canSubscribe) throw mayNotSubscribe(config.topicName)
      await readStream(connection, await firstRequest(), reader)
    } finally {
      signal.removeEventListener('abort', close)
      close()
    }
  }

  async function firstRequest(): Promise<FetchRequest> {
    const request = { topicName: config.topicName, numRequested: config.batchSize }
    if (fromEarliest) return { ...request, replayPreset: 'EARLIEST' }
    const replayId = await handlers.cursor.load()
    if (!replayId?.length) return { ...request, replayPreset: config.startFrom }
    return { ...request, replayPreset: 'CUSTOM', replayId }
  }

  /** Does what can be done at once; otherwise says how long to wait and why. */
  async function pauseAfter(error: unknown): Promise<Pause | undefined> {
    const move = nextMoveAfter(error)
    if (move === 'from-earliest' && !fromEarliest) {
      fromEarliest = true
      return { reason: wordsFor(error), ms: pauseMs('back-off', error) }
    }
    if (move !== 'renew-session') return { reason: wordsFor(error), ms: pauseMs(move, error) }
    if (renewed || !identity) {
      renewed = false
      return { reason: sessionRefusedTwice, ms: config.longWaitMs }
    }
    try {
      await session.renew(identity)
      renewed = true
      return undefined
    } catch (loginError) {
      return { reason: wordsFor(loginError), ms: pauseMs(nextMoveAfter(loginError), loginError) }
    }
  }

  function pauseMs(move: NextMove, error: unknown): number {
    const { baseMs, maxMs } = config.backoff
    const asked = error instanceof ProviderError ? (error.retryAfterMs ?? 0) : 0
    if (move === 'long-wait') return Math.max(config.longWaitMs, asked)
    const growing = move === 'slow-down' ? maxMs : Math.min(maxMs, baseMs * 2 ** failures)
    failures += 1
    return Math.max(asked, Math.round(growing * (0.5 + timers.random() / 2)))
  }

  async function waitOut({ reason, ms }: Pause): Promise<void> {
    if (signal.aborted) return
    tell({ state: 'waiting', reason, retryAt: new Date(deps.now().getTime() + ms) })
    await new Promise<void>((resolve) => {
      const cancel = timers.after(ms, done)
      function done(): void {
        cancel()
        signal.removeEventListener('abort', done)
        resolve()
      }
      signal.addEventListener('abort', done)
    })
  }

  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** Words for an operator; errors that are not made for people give only their name. */
function wordsFor(error: unknown): string {
  if (error instanceof ProviderError || error instanceof NotTaken) return error.message
  return `An error of our own ended the subscription (${error instanceof Error ? error.name : 'unknown'}).`
}

function mayNotSubscribe(topicName: string): ProviderError {
  return new ProviderError('auth', {
    code: 'TOPIC_NOT_SUBSCRIBABLE',
    connector: 'salesforce-pubsub',
    operation: 'GetTopic',
    message: `The integration user may not subscribe to ${topicName}: grant Read on the event in the permission set.`,
  })
}
