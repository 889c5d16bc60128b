const startedAt = performance.now()

/** One line for the person who waits; stdout is for the result alone. */
export function progress(text: string): void {
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1).padStart(7)
  process.stderr.write(`${seconds} s  ${text}\n`)
}
