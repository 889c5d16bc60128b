import type { Exchange, ProvisionRequest, SubscriptionState } from '@turnup/domain'
import { vi } from 'vitest'
import { Faults, Journal, SandboxClock, type SandboxContext } from '../../sandbox-kit/index.ts'
import { createEventBus, provisionTopic } from '../sandbox/event-bus.ts'
import { type PubSubServerOptions, startPubSubServer } from '../sandbox/pubsub-server.ts'
import { createPubSubSource, PubSubConfig, type PubSubSession, type Timers } from './index.ts'

export const pauses = { watchdogMs: 300_000, firstBackoffMs: 1_000, longWaitMs: 900_000 }

/** Waits until the expectation holds; long, because the machine may be busy. */
export const eventually = <Value>(expectation: () => Value): Promise<Value> =>
  vi.waitFor(expectation, { timeout: 10_000, interval: 5 })

/** Time that passes only when a test says so. */
export class ManualTimers implements Timers {
  readonly #waiting = new Set<{ ms: number; callback: () => void }>()

  after(ms: number, callback: () => void): () => void {
    const entry = { ms, callback }
    this.#waiting.add(entry)
    return () => this.#waiting.delete(entry)
  }

  random(): number {
    return 1
  }

  isWaiting(ms: number): boolean {
    return [...this.#waiting].some((entry) => entry.ms === ms)
  }

  /** Lets every wait of just this length be over; says whether there was one. */
  pass(ms: number): boolean {
    const due = [...this.#waiting].filter((entry) => entry.ms === ms)
    for (const entry of due) {
      this.#waiting.delete(entry)
      entry.callback()
    }
    return due.length > 0
  }
}

/** A sandbox org with its event bus, a login, and a subscriber's inbox and position: all that survives a restart. */
export async function pubSubWorld(options: Partial<PubSubServerOptions> = {}) {
  const clock = new SandboxClock()
  const context: SandboxContext = {
    journal: new Journal(),
    faults: new Faults(),
    clock,
    changed() {},
    latencyMs: 0,
  }
  const bus = createEventBus(clock, context.changed)
  const login = { validTokens: new Set(['token-1']), renewals: 0, works: true }
  const server = await startPubSubServer({
    context,
    bus,
    port: 0,
    keepAliveMs: 3_600_000,
    isValidToken: (token) => login.validTokens.has(token),
    ...options,
  })

  let accessToken = 'token-1'
  const identity = () => ({
    accessToken,
    instanceUrl: 'http://127.0.0.1',
    organizationId: '00D000000000001EAA',
  })
  const session: PubSubSession = {
    get: async () => identity(),
    async renew(refused) {
      if (refused.accessToken !== accessToken) return identity()
      login.renewals += 1
      accessToken = `token-${login.renewals + 1}`
      if (login.works) login.validTokens.add(accessToken)
      return identity()
    },
  }

  const timers = new ManualTimers()
  const inbox: ProvisionRequest[] = []
  const states: SubscriptionState[] = []
  const exchanges: Exchange[] = []
  const position: { saved: Uint8Array | undefined; saves: number } = { saved: undefined, saves: 0 }
  const cursor = {
    load: async () => position.saved,
    save: async (saved: Uint8Array) => {
      position.saved = saved
      position.saves += 1
    },
  }
  const deps = {
    now: () => clock.now(),
    correlationId: () => 'test',
    observe: (exchange: Exchange) => {
      exchanges.push(exchange)
    },
  }
  const config = (settings: Partial<PubSubConfig> = {}) =>
    PubSubConfig.parse({ endpoint: server.address, insecure: true, ...settings })

  const subscriptions: { stop(): Promise<void> }[] = []
  return {
    context,
    bus,
    server,
    session,
    login,
    timers,
    inbox,
    states,
    exchanges,
    position,
    deps,
    config,
    orderIds: () => inbox.map((request) => request.crmOrderId),
    /** The reasons given while waiting, oldest first. */
    reasons: () => states.flatMap((entry) => (entry.state === 'waiting' ? [entry.reason] : [])),
    publish: (orderId: string, eventId?: string) =>
      bus.publish(provisionTopic, { OrderId__c: orderId, Version__c: 1 }, eventId ? { eventId } : {}),
    subscribe(
      settings: Partial<PubSubConfig> = {},
      onRequest = async (request: ProvisionRequest): Promise<void> => {
        inbox.push(request)
      },
    ) {
      const source = createPubSubSource(config(settings), session, deps, timers)
      const subscription = source.subscribe({ cursor, onRequest, onState: (state) => states.push(state) })
      subscriptions.push(subscription)
      return subscription
    },
    async close() {
      for (const subscription of subscriptions) await subscription.stop()
      await server.close()
    },
  }
}
export type PubSubWorld = Awaited<ReturnType<typeof pubSubWorld>>

/** An order id of the sandbox's form. */
export const orderId = (number: number) => `801${String(number).padStart(12, '0')}AAA`
