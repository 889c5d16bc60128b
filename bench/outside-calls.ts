import { rounded } from './percentiles.ts'
import type { World } from './start-world.ts'

/** Calls of one operation of an outside system, as the server counted them. */
export interface OutsideCalls {
  operation: string
  count: number
  totalMs: number
}

/** Reads what /metrics says of outside calls since the server started. */
export async function readOutsideCalls({ serverUrl }: World): Promise<Map<string, OutsideCalls>> {
  const answer = await fetch(new URL('/metrics', serverUrl), { signal: AbortSignal.timeout(30_000) })
  const line =
    /^turnup_outside_call_duration_seconds_(sum|count)\{connector="([^"]*)",operation="([^"]*)"\} (\S+)$/
  const calls = new Map<string, OutsideCalls>()
  for (const text of (await answer.text()).split('\n')) {
    const [, what, connector, name, value] = line.exec(text) ?? []
    if (value === undefined) continue
    const operation = `${connector} ${name}`
    const known = calls.get(operation) ?? { operation, count: 0, totalMs: 0 }
    if (what === 'count') known.count = Number(value)
    else known.totalMs = Number(value) * 1_000
    calls.set(operation, known)
  }
  return calls
}

/** Calls for each order and their mean time, by operation; what came between two readings. */
export function callsBetween(
  before: Map<string, OutsideCalls>,
  after: Map<string, OutsideCalls>,
  orders: number,
): Record<string, { perOrder: number; meanMs: number }> {
  const differences = [...after.values()].map(({ operation, count, totalMs }) => {
    const earlier = before.get(operation)
    return { operation, count: count - (earlier?.count ?? 0), totalMs: totalMs - (earlier?.totalMs ?? 0) }
  })
  return Object.fromEntries(
    differences
      .filter(({ count }) => count > 0)
      .map(({ operation, count, totalMs }) => [
        operation,
        { perOrder: rounded(count / orders, 2), meanMs: rounded(totalMs / count) },
      ]),
  )
}
