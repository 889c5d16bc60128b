import { rounded } from './percentiles.ts'
import { cpuSeconds } from './read-process.ts'
import type { World } from './start-world.ts'

export type CpuLedger = Record<'postgres' | 'engine' | 'server' | 'sandbox' | 'driver', number>

function readAll({ processes }: World): CpuLedger {
  const { user, system } = process.cpuUsage()
  return {
    postgres: cpuSeconds(processes.postgres),
    engine: cpuSeconds(processes.engine),
    server: cpuSeconds(processes.server),
    sandbox: cpuSeconds(processes.sandbox),
    driver: (user + system) / 1_000_000,
  }
}

/** Starts counting processor time; the returned function tells the seconds each part has used since. */
export function openCpuLedger(world: World): () => CpuLedger {
  const before = readAll(world)
  return () => {
    const after = readAll(world)
    const parts = Object.keys(before) as (keyof CpuLedger)[]
    return Object.fromEntries(
      parts.map((part) => [part, rounded(after[part] - before[part], 3)]),
    ) as CpuLedger
  }
}

export function totalOf(ledger: CpuLedger): number {
  return Object.values(ledger).reduce((sum, seconds) => sum + seconds, 0)
}

/** Milliseconds of processor time for each order. */
export function perOrder(ledger: CpuLedger, orders: number): Record<string, number> {
  const parts = Object.entries(ledger).map(([part, seconds]) => [
    part,
    rounded((seconds * 1_000) / orders, 2),
  ])
  return Object.fromEntries([...parts, ['total', rounded((totalOf(ledger) * 1_000) / orders, 2)]])
}
