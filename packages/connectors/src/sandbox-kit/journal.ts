import type { Json } from '@turnup/domain'

export interface JournalEntry {
  number: number
  at: string
  system: string
  /** The remote function as the connector names it: 'AddOrder'. */
  operation: string
  effect: 'read' | 'write'
  /** What was asked, without secrets. */
  request: Json
  outcome: string
  fault?: string
}

/** Every call that reached the sandbox, oldest first, so that a story can assert "exactly one AddOrder". */
export class Journal {
  #entries: JournalEntry[] = []
  #count = 0
  readonly #keep: number

  constructor(keep = 200_000) {
    this.#keep = keep
  }

  record(entry: Omit<JournalEntry, 'number' | 'at'>, at: Date): void {
    this.#count += 1
    this.#entries.push({ number: this.#count, at: at.toISOString(), ...entry })
    if (this.#entries.length > this.#keep * 1.1) this.#entries = this.#entries.slice(-this.#keep)
  }

  list(filter: { system?: string; operation?: string; contains?: string } = {}): JournalEntry[] {
    return this.#entries.filter(
      (entry) =>
        (!filter.system || entry.system === filter.system) &&
        (!filter.operation || entry.operation === filter.operation) &&
        (!filter.contains || JSON.stringify(entry.request).includes(filter.contains)),
    )
  }

  clear(): void {
    this.#entries = []
  }
}
