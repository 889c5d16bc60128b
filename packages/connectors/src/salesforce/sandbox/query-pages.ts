import type { Json, JsonObject } from '@turnup/domain'
import { SalesforceFault } from './salesforce-fault.ts'

const keptLocators = 50

/** Query answers page by page: the next page has an address of its own, which lives for a while. */
export class QueryPages {
  readonly #base: string
  readonly #size: number
  readonly #results = new Map<string, JsonObject[]>()
  #count = 0

  constructor(base: string, size: number) {
    this.#base = base
    this.#size = size
  }

  /** The first page; long child results get pages of their own. */
  first(found: JsonObject[]): Json {
    const records = found.map((record) => this.#withChildPages(record))
    if (records.length <= this.#size) return { totalSize: records.length, done: true, records }
    this.#count += 1
    const locator = `01gK0000${String(this.#count).padStart(7, '0')}`
    this.#results.set(locator, records)
    const oldest = this.#results.keys().next().value
    if (this.#results.size > keptLocators && oldest) this.#results.delete(oldest)
    return this.#page(locator, records, 0)
  }

  /** @throws SalesforceFault INVALID_QUERY_LOCATOR when the address is unknown or forgotten */
  next(address: string): Json {
    const [locator = '', start] = address.split('-')
    const records = this.#results.get(locator)
    if (!records) throw new SalesforceFault('INVALID_QUERY_LOCATOR', 'invalid query locator')
    return this.#page(locator, records, Number(start))
  }

  #withChildPages(record: JsonObject): JsonObject {
    const entries = Object.entries(record).map(([name, value]) => {
      const children =
        value !== null && typeof value === 'object' && !Array.isArray(value) ? value.records : undefined
      return [name, Array.isArray(children) ? this.first(children as JsonObject[]) : value]
    })
    return Object.fromEntries(entries)
  }

  #page(locator: string, records: JsonObject[], start: number): Json {
    const end = start + this.#size
    const done = end >= records.length
    return {
      totalSize: records.length,
      done,
      ...(done ? {} : { nextRecordsUrl: `${this.#base}/query/${locator}-${end}` }),
      records: records.slice(start, end),
    }
  }
}
