import { readFileSync } from 'node:fs'
import { availableParallelism, loadavg, totalmem } from 'node:os'
import type { World } from './start-world.ts'

export interface Machine {
  cores: number
  memoryGb: number
  processor: string
  kernel: string
  /** Work waiting for a processor in the last minute before the start; well below the cores on a quiet machine. */
  loadBefore: number
}

export function describeMachine(): Machine {
  const processor = /^model name\s*:\s*(.+)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1]
  return {
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    processor: processor ?? 'unknown',
    kernel: readFileSync('/proc/sys/kernel/osrelease', 'utf8').trim(),
    loadBefore: Number((loadavg()[0] ?? 0).toFixed(2)),
  }
}

/** What is running, as it says itself. */
export async function readVersions({ database, engineAdminUrl }: World): Promise<Record<string, string>> {
  const { rows } = await database.query<{ server_version: string }>('show server_version')
  const answer = await fetch(new URL('/version', engineAdminUrl), { signal: AbortSignal.timeout(5_000) })
  const engine = (await answer.json()) as { version?: string }
  return {
    node: process.versions.node,
    postgres: rows[0]?.server_version ?? 'unknown',
    restate: engine.version ?? 'unknown',
  }
}
