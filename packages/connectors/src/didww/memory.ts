const keptMs = 60 * 60_000

/** Remembers the answers to slow questions for an hour; a failed one is asked again. */
export type Memory = <Value>(key: string, ask: () => Promise<Value>) => Promise<Value>

export function createMemory(now: () => Date): Memory {
  const kept = new Map<string, { until: number; answer: Promise<unknown> }>()
  return <Value>(key: string, ask: () => Promise<Value>): Promise<Value> => {
    const known = kept.get(key)
    if (known && known.until > now().getTime()) return known.answer as Promise<Value>
    const answer = ask()
    kept.set(key, { until: now().getTime() + keptMs, answer })
    answer.catch(() => kept.delete(key))
    return answer
  }
}
