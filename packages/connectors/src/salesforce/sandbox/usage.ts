const dayMs = 24 * 3_600_000

/** The day's allowance of API requests (R101), told in a header of every reply. */
export class Usage {
  readonly limit: number
  readonly #now: () => Date
  #used = 0
  #since = 0

  constructor(limit: number, now: () => Date) {
    this.limit = limit
    this.#now = now
  }

  /** Counts one request and gives the header's text: api-usage=18/5000. */
  count(): string {
    const time = this.#now().getTime()
    if (time - this.#since >= dayMs) {
      this.#since = time
      this.#used = 0
    }
    this.#used += 1
    return `api-usage=${this.#used}/${this.limit}`
  }

  isExhausted(): boolean {
    return this.#used > this.limit
  }

  get remaining(): number {
    return Math.max(0, this.limit - this.#used)
  }

  reset(): void {
    this.#used = 0
  }
}
