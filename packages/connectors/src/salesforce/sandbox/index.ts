import type { Json } from '@turnup/domain'
import type { SandboxContext, SandboxSystem } from '../../sandbox-kit/index.ts'
import type { FieldProfile } from '../field-profiles.ts'
import { type Agent, createAgent } from './agent.ts'
import { createDml } from './dml.ts'
import { createEventBus, type EventBus } from './event-bus.ts'
import { provisionTopic } from './event-schema.ts'
import { createOrderFlow } from './order-flow.ts'
import { orgSchema } from './org-schema.ts'
import { addPages } from './pages.ts'
import { startPubSubServer } from './pubsub-server.ts'
import { QueryPages } from './query-pages.ts'
import {
  callFulfil,
  type QuickActionAnswer,
  type QuickActionDetails,
  type WebhookTarget,
} from './quick-action.ts'
import { RecordStore, type StoredRecord } from './record-store.ts'
import { createRest } from './rest.ts'
import { findObject } from './schema.ts'
import { seedOrg } from './seed.ts'
import { createSessions, type DemoCredentials } from './sessions.ts'
import { Usage } from './usage.ts'
import { addWireDoors } from './wire-doors.ts'

export type { EligibilityCheck } from './agent.ts'
export { signWebhook, type WebhookTarget } from './quick-action.ts'
export { organizationId } from './sessions.ts'

export interface SalesforceSandboxOptions {
  /** Which document's fields the org has on Order and Product2. */
  profile?: FieldProfile
  /** Where platform events go; a bus of its own unless given. */
  eventBus?: EventBus
  /** Whether the order approval flow is active. */
  flow?: boolean
  /** One after-save flow that writes the field it listens to, and runs again for it (X07). */
  flowRecursion?: boolean
  /** Records on one page of a query's answer. */
  pageSize?: number
  tokenLifetimeMs?: number
  dailyRequestLimit?: number
  /** In the documents' org only the flow publishes (R100). */
  mayPublishEvents?: boolean
  billingOrderIdType?: 'number' | 'text'
  /** Where "Provision in WHMCS" calls; may be set later. */
  webhook?: WebhookTarget
  /** How often a quiet Pub/Sub stream hears from the server. */
  keepAliveMs?: number
}

export interface SalesforceSandbox extends SandboxSystem, Agent {
  /** What the connector needs to log in. */
  demoCredentials(): DemoCredentials
  eventBus: EventBus
  setWebhookTarget(target: WebhookTarget): void
  /** Presses "Provision in WHMCS" on an order. */
  pressQuickAction(orderId: string, details?: QuickActionDetails): Promise<QuickActionAnswer>
  /** Publishes the event as a flow would, whatever state the order is in. */
  publishProvisionRequest(orderId: string, more?: Record<string, string | number>): { eventId: string }
  /** Ends every session: the next call with an old token is answered INVALID_SESSION_ID. */
  expireTokens(): void
  isValidToken(token: string): boolean
  readRecord(object: string, id: string): StoredRecord | undefined
  listRecords(object: string): StoredRecord[]
  /** Changes a record past all permissions, as an administrator. */
  editRecord(object: string, id: string, fields: Record<string, Json>): void
}

const base = '/services/data/v64.0'
const hourMs = 3_600_000
/** Their ids are the same after every reset; ids of orders and cases never come back, as the portal remembers them. */
const seededObjects = ['Account', 'Contact', 'Product2', 'Pricebook2', 'PricebookEntry', 'FlowDefinitionView']
const flowNames = {
  usual: ['Turnup_Order_Mark_Activating', 'Turnup_Order_Request_Provisioning'],
  recursive: ['Order_Approval_Flow'],
}

/** A Salesforce org with the demo provider's records: REST under /salesforce, Pub/Sub over gRPC, pages for people. */
export function createSalesforceSandbox(
  context: SandboxContext,
  options: SalesforceSandboxOptions = {},
): SalesforceSandbox {
  const { profile = 'event-v2', flow = true, flowRecursion = false } = options
  const now = () => context.clock.now()
  const schema = orgSchema({
    profile,
    billingOrderIdType: options.billingOrderIdType ?? 'number',
    mayPublishEvents: options.mayPublishEvents ?? false,
  })
  const store = new RecordStore(schema)
  const bus = options.eventBus ?? createEventBus(context.clock, () => context.changed())
  const sessions = createSessions(now, options.tokenLifetimeMs ?? 2 * hourMs)
  const usage = new Usage(options.dailyRequestLimit ?? 5_000_000, now)
  const trigger = createOrderFlow({
    profile,
    isActive: () => flow,
    isRecursive: () => flowRecursion,
    now,
    dml: () => dml,
    bus,
    afterCommit: (work) => store.afterCommit(work),
  })
  const dml = createDml({ schema, store, now, trigger })
  const org = { schema, store, base }
  const limits = () => ({ Max: usage.limit, Remaining: usage.remaining })
  const rest = createRest({ org, dml, bus, limits, pages: new QueryPages(base, options.pageSize ?? 2_000) })
  const agent = createAgent({ store, dml, profile, now, changed: () => context.changed() })
  let webhook = options.webhook
  let pubsub: { close(): Promise<void> } | undefined

  function reset(): void {
    store.clear()
    for (const object of seededObjects) dml.counters.delete(object)
    usage.reset()
    bus.reset()
    const flows = flow ? flowNames[flowRecursion ? 'recursive' : 'usual'] : []
    store.transaction(() => seedOrg(dml, profile, flows))
    context.changed()
  }

  async function pressQuickAction(orderId: string, details?: QuickActionDetails): Promise<QuickActionAnswer> {
    const order = store.get('Order', orderId)
    if (!webhook || !order) {
      const body = order ? 'No webhook target is set.' : 'There is no such order.'
      return { status: 0, body, headers: {} }
    }
    // By the real clock: the portal does not share the sandbox's, and checks the time of a signature.
    return callFulfil(webhook, order.Id, new Date(), details)
  }

  reset()
  return {
    id: 'salesforce',
    ...agent,
    eventBus: bus,
    pressQuickAction,
    demoCredentials: () => sessions.credentials(),
    setWebhookTarget: (target) => {
      webhook = target
    },
    publishProvisionRequest: (orderId, more = {}) =>
      bus.publish(provisionTopic, {
        OrderId__c: orderId,
        IdemKey__c: `${orderId}-${now().toISOString()}`,
        ...more,
      }),
    expireTokens: () => sessions.expireAll(),
    isValidToken: (token) => sessions.isValid(token),
    readRecord: (object, id) => store.get(findObject(schema, object)?.name ?? object, id),
    listRecords: (object) => store.all(findObject(schema, object)?.name ?? object),
    editRecord(object, id, fields) {
      store.transaction(() => dml.update(object, id, fields))
      context.changed()
    },

    async routes(app) {
      await app.register((scope) => addWireDoors(scope, { context, sessions, rest, store, usage }))
      await app.register((scope) => addPages(scope, { schema, store, agent, profile, pressQuickAction }))
    },
    async listen(ports) {
      const server = await startPubSubServer({
        context,
        bus,
        port: ports.pubsub ?? 0,
        keepAliveMs: options.keepAliveMs ?? 60_000,
        isValidToken: (token) => sessions.isValid(token),
        mayPublish: options.mayPublishEvents ?? false,
      })
      pubsub = server
      return { pubsub: server.address }
    },
    async close() {
      await pubsub?.close()
      pubsub = undefined
    },
    reset,
    save: () => ({
      records: store.save(),
      counters: [...dml.counters],
      sessions: sessions.save(),
      bus: options.eventBus ? undefined : bus.save(),
    }),
    load(saved) {
      const state = saved as Saved
      store.load(state.records)
      dml.counters.clear()
      for (const [key, count] of state.counters) dml.counters.set(key, count)
      sessions.load(state.sessions)
      if (!options.eventBus) bus.load(state.bus)
    },
  }
}

interface Saved {
  records: Record<string, StoredRecord[]>
  counters: [string, number][]
  sessions: ReturnType<ReturnType<typeof createSessions>['save']>
  bus: unknown
}
