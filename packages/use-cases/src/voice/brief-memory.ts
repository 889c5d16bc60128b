import type { Services } from '../context.ts'

interface Remembered {
  at: number
  value: Promise<unknown>
}

const most = 500
const memories = new WeakMap<object, Map<string, Remembered>>()

/**
 * An outside answer that may be a little old: asked once by everybody who wants it at the same time, kept for a moment,
 * and never more than a few hundred of them. What failed is not kept.
 * @param port whose answer it is
 */
export async function briefly<Value>(
  { clock }: Pick<Services, 'clock'>,
  port: object,
  question: { key: unknown; lastsMs: number },
  ask: () => Promise<Value>,
): Promise<Value> {
  const memory = memories.get(port) ?? new Map<string, Remembered>()
  memories.set(port, memory)
  const key = JSON.stringify(question.key)
  const now = clock.now().getTime()
  const known = memory.get(key)
  if (known && now - known.at >= 0 && now - known.at < question.lastsMs) return known.value as Promise<Value>
  const value = ask()
  memory.delete(key)
  memory.set(key, { at: now, value })
  value.catch(() => memory.get(key)?.value === value && memory.delete(key))
  for (const oldest of memory.keys()) {
    if (memory.size <= most) break
    memory.delete(oldest)
  }
  return value
}
