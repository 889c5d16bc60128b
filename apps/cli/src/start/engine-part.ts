import { rmSync } from 'node:fs'
import path from 'node:path'
import { type RunningEngine, startEngine } from '../embedded/engine.ts'
import { keptPort, lastPort } from '../processes/ports.ts'
import type { Part } from '../processes/supervise.ts'
import { logFile } from './log-file.ts'

/**
 * The port of our door for the engine. Work in hand is bound to the address it began with, so if the door has to move,
 * the engine forgets everything and is told anew what PostgreSQL says is unfinished (law 3).
 */
export async function engineDoorPort(dataDir: string, note: (text: string) => void): Promise<number> {
  const before = lastPort(dataDir, 'engine-door')
  const port = await keptPort(dataDir, 'engine-door')
  if (before !== undefined && before !== port) {
    rmSync(path.join(dataDir, 'engine', 'store'), { recursive: true, force: true })
    note(
      `Port ${before} is taken by another program; the engine starts afresh and goes on from the database.`,
    )
  }
  return port
}

export function enginePart(dataDir: string): Part<RunningEngine> {
  return { name: 'engine', start: () => startEngine({ dataDir, logFile: logFile(dataDir, 'engine') }) }
}
