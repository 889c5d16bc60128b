import type { Json } from '@turnup/domain'
import { fullId } from './record-id.ts'
import type { OrgSchema } from './schema.ts'

/** A record under the org's own spelling of names; never changed in place. */
export type StoredRecord = { readonly [name: string]: Json } & { readonly Id: string }

interface Change {
  object: string
  id: string
  before: StoredRecord | undefined
  after: StoredRecord | undefined
}

/** The org's tables with indexes over references and unique fields, and transactions that can be taken back. */
export class RecordStore {
  readonly #tables = new Map<string, Map<string, StoredRecord>>()
  /** "Order.AccountId" -> value in lower case -> ids */
  readonly #indexes = new Map<string, Map<string, Set<string>>>()
  readonly #indexed = new Map<string, string[]>()
  #open: Change[] | undefined
  #lastCommit: Change[] = []
  #promised: (() => void)[] = []

  constructor(schema: OrgSchema) {
    for (const { name, fields } of schema.values()) {
      const indexed = Object.keys(fields).filter(
        (field) => fields[field]!.unique || fields[field]!.referenceTo,
      )
      this.#indexed.set(name, indexed)
      this.#tables.set(name, new Map())
      for (const field of indexed) this.#indexes.set(`${name}.${field}`, new Map())
    }
  }

  get(object: string, id: string): StoredRecord | undefined {
    return this.#tables.get(object)?.get(fullId(id) ?? '')
  }

  all(object: string): StoredRecord[] {
    return [...(this.#tables.get(object)?.values() ?? [])]
  }

  /** The records with this value, when the field is indexed; undefined when only a scan can tell. */
  byIndex(object: string, field: string, value: string): StoredRecord[] | undefined {
    const index = this.#indexes.get(`${object}.${field}`)
    return (
      index && [...(index.get(value.toLowerCase()) ?? [])].map((id) => this.#tables.get(object)!.get(id)!)
    )
  }

  put(object: string, record: StoredRecord): void {
    this.#apply({ object, id: record.Id, before: this.get(object, record.Id), after: record })
  }

  remove(object: string, id: string): void {
    this.#apply({ object, id, before: this.get(object, id), after: undefined })
  }

  /**
   * All changes of `work`, or none when it throws. Inside another transaction it belongs to that one, and a throw
   * takes back only its own changes.
   */
  transaction<Value>(work: () => Value): Value {
    if (this.#open) return this.savepoint(work)
    this.#open = []
    let value: Value
    try {
      value = work()
      if (this.#open.length > 0) this.#lastCommit = this.#open
    } catch (error) {
      this.#undo(this.#open)
      this.#promised = []
      throw error
    } finally {
      this.#open = undefined
    }
    for (const promised of this.#promised.splice(0)) promised()
    return value
  }

  /** Runs `work` so that what it throws takes back only its own changes. */
  savepoint<Value>(work: () => Value): Value {
    const [changes, promises] = [this.#open?.length ?? 0, this.#promised.length]
    try {
      return work()
    } catch (error) {
      this.#undo(this.#open?.splice(changes) ?? [])
      this.#promised.splice(promises)
      throw error
    }
  }

  /** Done once the transaction is committed; never when it is taken back. */
  afterCommit(work: () => void): void {
    if (this.#open) this.#promised.push(work)
    else work()
  }

  /** Reads as they would have been before the newest commit. */
  beforeLastCommit<Value>(read: () => Value): Value {
    this.#undo(this.#lastCommit)
    try {
      return read()
    } finally {
      for (const change of this.#lastCommit) this.#set(change, change.before, change.after)
    }
  }

  clear(): void {
    for (const table of this.#tables.values()) table.clear()
    for (const index of this.#indexes.values()) index.clear()
    this.#lastCommit = []
  }

  save(): Record<string, StoredRecord[]> {
    return Object.fromEntries([...this.#tables].map(([object, table]) => [object, [...table.values()]]))
  }

  load(saved: Record<string, StoredRecord[]>): void {
    this.clear()
    for (const [object, records] of Object.entries(saved)) {
      for (const record of records) this.#set({ object, id: record.Id }, undefined, record)
    }
  }

  #apply(change: Change): void {
    this.#set(change, change.before, change.after)
    if (this.#open) this.#open.push(change)
    else this.#lastCommit = [change]
  }

  #undo(changes: Change[]): void {
    for (const change of [...changes].reverse()) this.#set(change, change.after, change.before)
  }

  #set(
    { object, id }: { object: string; id: string },
    from: StoredRecord | undefined,
    to: StoredRecord | undefined,
  ): void {
    const table = this.#tables.get(object)
    if (!table) return
    for (const field of this.#indexed.get(object) ?? []) {
      const index = this.#indexes.get(`${object}.${field}`)!
      const [old, fresh] = [from?.[field], to?.[field]].map((value) => String(value ?? '').toLowerCase())
      if (old === fresh) continue
      if (old) index.get(old)?.delete(id)
      if (fresh) index.set(fresh, (index.get(fresh) ?? new Set()).add(id))
    }
    if (to) table.set(id, to)
    else table.delete(id)
  }
}
