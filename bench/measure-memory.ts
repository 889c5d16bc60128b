import { setTimeout as delay } from 'node:timers/promises'
import { rounded } from './percentiles.ts'
import { proportionalMb, residentMb } from './read-process.ts'
import type { World } from './start-world.ts'

/** Megabytes; resident, and for PostgreSQL's processes the proportional share, since they share their cache. */
export type Memory = Record<'postgresPss' | 'engine' | 'server' | 'sandbox' | 'driver', number>

const sampleEveryMs = 1_000

export function readMemory({ processes }: World): Memory {
  return {
    postgresPss: rounded(proportionalMb(processes.postgres)),
    engine: rounded(residentMb(processes.engine)),
    server: rounded(residentMb(processes.server)),
    sandbox: rounded(residentMb(processes.sandbox)),
    driver: rounded(residentMb(process.pid)),
  }
}

/** Part c under load: the most that each part held at any second while `work` ran. */
export async function peakMemory<Value>(
  world: World,
  work: () => Promise<Value>,
): Promise<{ value: Value; peak: Memory }> {
  const over = new AbortController()
  let peak = readMemory(world)
  const sampling = (async () => {
    while (!over.signal.aborted) {
      await delay(sampleEveryMs, undefined, { signal: over.signal }).catch(() => undefined)
      peak = higher(peak, readMemory(world))
    }
  })()
  try {
    const value = await work()
    return { value, peak }
  } finally {
    over.abort()
    await sampling
  }
}

function higher(one: Memory, other: Memory): Memory {
  const parts = Object.keys(one) as (keyof Memory)[]
  return Object.fromEntries(parts.map((part) => [part, Math.max(one[part], other[part])])) as Memory
}
