import { randomBytes, randomUUID } from 'node:crypto'
import {
  type EventFieldDefinition,
  type EventFields,
  EventRefused,
  type EventSchema,
  encodeEvent,
  provisionEventFields,
  provisionTopic,
  schemaOf,
} from './event-schema.ts'

export { EventRefused, provisionTopic } from './event-schema.ts'

/** High-volume platform events are kept this long (R095). */
export const retentionMs = 72 * 3_600_000
const freshMarkMs = 3_600_000

export interface BusEvent {
  eventId: string
  schemaId: string
  payload: Uint8Array
  /** As published, for pages and stories; the wire carries `payload`. */
  fields: EventFields
}

/** One place in a topic: an event, or only a mark that keep-alives hand out. */
export interface BusEntry {
  replayId: Uint8Array
  at: Date
  event?: BusEvent
}

export interface EventBus {
  /**
   * Appends one event and wakes the subscribers.
   * @throws EventRefused for an unknown topic or fields that the event does not take
   */
  publish(
    topicName: string,
    fields: EventFields,
    options?: { eventId?: string },
  ): { eventId: string; replayId: Uint8Array }
  /** As `publish`, for an event that arrives encoded. */
  publishEncoded(topicName: string, event: BusEvent): { eventId: string; replayId: Uint8Array }
  schemaOfTopic(topicName: string): EventSchema | undefined
  schemaById(schemaId: string): EventSchema | undefined
  /** An administrator adds a field to the event: events from now on carry a new schema id. */
  addField(topicName: string, field: EventFieldDefinition): void
  /** Retained events, oldest first. */
  events(topicName: string): (BusEvent & { replayId: Uint8Array; at: Date })[]
  /** Up to `limit` retained events after the position; from the earliest when there is none. */
  eventsAfter(topicName: string, position: Uint8Array | undefined, limit: number): BusEntry[]
  /** Whether a subscription may start after this replay id: issued by this bus and still retained. */
  isRetained(topicName: string, replayId: Uint8Array): boolean
  /** The newest position of a topic; never older than an hour, so that a quiet topic's readers do not age. */
  latestReplayId(topicName: string): Uint8Array
  /** Calls back after each publish on the topic, until the returned function is called. */
  listen(topicName: string, listener: () => void): () => void
  reset(): void
  save(): unknown
  load(saved: unknown): void
}

interface Topic {
  name: string
  schema: EventSchema
  entries: BusEntry[]
  count: number
}
interface Saved {
  topics: Topic[]
  schemas: EventSchema[]
  origin: bigint
}

/**
 * The org's event bus. Replay ids are ten opaque bytes as newer orgs give them: eight of a position far past 2^53,
 * not contiguous, and two of this bus's own, so that whoever computes with them or stores them as numbers fails here
 * and not in production.
 */
export function createEventBus(clock: { now(): Date }, changed: () => void): EventBus {
  const topics = new Map<string, Topic>()
  const schemas = new Map<string, EventSchema>()
  const listeners = new Map<string, Set<() => void>>()
  let origin = 0n
  let era = randomBytes(2)

  function reset(): void {
    // A position of an earlier life must never look valid, or its reader would miss what is published now.
    const start = 2n ** 60n + BigInt(Date.now()) * 1_000_000n
    origin = start > origin ? start : origin + 1_000_000_000n
    era = randomBytes(2)
    topics.clear()
    schemas.clear()
    define(provisionTopic, provisionEventFields)
  }

  function define(name: string, fields: EventFieldDefinition[]): void {
    const schema = schemaOf(name, fields)
    schemas.set(schema.schemaId, schema)
    topics.set(name, { name, schema, entries: [], count: topics.get(name)?.count ?? 0 })
  }

  function topicOf(name: string): Topic {
    const topic = topics.get(name)
    if (!topic) throw new EventRefused('NOT_FOUND', `The topic ${name} does not exist`)
    const oldest = clock.now().getTime() - retentionMs
    const expired = topic.entries.findIndex((entry) => entry.at.getTime() >= oldest)
    topic.entries.splice(0, expired === -1 ? topic.entries.length : expired)
    return topic
  }

  function append(topic: Topic, event?: BusEvent): Uint8Array {
    topic.count += 1
    const replayId = Buffer.alloc(10)
    const gap = BigInt(Math.imul(topic.count, 2_654_435_761) >>> 26)
    replayId.writeBigUInt64BE(origin + BigInt(topic.count) * 64n + gap)
    era.copy(replayId, 8)
    topic.entries.push({ replayId: new Uint8Array(replayId), at: clock.now(), ...(event ? { event } : {}) })
    changed()
    return topic.entries.at(-1)!.replayId
  }

  /** Index of the first entry after the position. */
  function indexAfter(entries: BusEntry[], position: Uint8Array): number {
    let low = 0
    let high = entries.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (Buffer.compare(entries[middle]!.replayId, position) <= 0) low = middle + 1
      else high = middle
    }
    return low
  }

  function publishEncoded(topicName: string, event: BusEvent) {
    const replayId = append(topicOf(topicName), event)
    for (const listener of listeners.get(topicName) ?? []) listener()
    return { eventId: event.eventId, replayId }
  }

  reset()
  return {
    publish(topicName, fields, { eventId = randomUUID() } = {}) {
      const { schema } = topicOf(topicName)
      const payload = encodeEvent(schema, fields, clock.now())
      return publishEncoded(topicName, { eventId, schemaId: schema.schemaId, payload, fields })
    },
    publishEncoded,
    schemaOfTopic: (topicName) => topics.get(topicName)?.schema,
    schemaById: (schemaId) => schemas.get(schemaId),
    addField(topicName, field) {
      const topic = topicOf(topicName)
      topic.schema = schemaOf(topicName, [...topic.schema.fields, field])
      schemas.set(topic.schema.schemaId, topic.schema)
      changed()
    },
    events: (topicName) =>
      topicOf(topicName).entries.flatMap(({ event, replayId, at }) =>
        event ? [{ ...event, replayId, at }] : [],
      ),
    eventsAfter(topicName, position, limit) {
      const { entries } = topicOf(topicName)
      const found: BusEntry[] = []
      for (let index = position ? indexAfter(entries, position) : 0; index < entries.length; index += 1) {
        if (found.length >= limit) break
        if (entries[index]!.event) found.push(entries[index]!)
      }
      return found
    },
    isRetained(topicName, replayId) {
      const { entries } = topicOf(topicName)
      const entry = entries[indexAfter(entries, replayId) - 1]
      return entry !== undefined && Buffer.compare(entry.replayId, replayId) === 0
    },
    latestReplayId(topicName) {
      const topic = topicOf(topicName)
      const last = topic.entries.at(-1)
      const fresh = last && clock.now().getTime() - last.at.getTime() < freshMarkMs
      return fresh ? last.replayId : append(topic)
    },
    listen(topicName, listener) {
      const set = listeners.get(topicName) ?? new Set()
      listeners.set(topicName, set.add(listener))
      return () => set.delete(listener)
    },
    reset() {
      reset()
      changed()
    },
    save: () => ({ topics: [...topics.values()], schemas: [...schemas.values()], origin }) satisfies Saved,
    load(saved) {
      const before = saved as Saved
      for (const schema of before.schemas) schemas.set(schema.schemaId, schema)
      for (const topic of before.topics) topics.set(topic.name, topic)
      if (before.origin > origin) origin = before.origin
    },
  }
}
