import { mkdir, open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { JournalEntry, SandboxContext, SandboxSystem } from '@turnup/connectors/sandbox-kit'

const saveAfterMs = 200
/** The journal is for looking at; its older part need not survive a restart. */
const keptEntries = 5_000

interface Saved {
  version: 1
  clockOffsetMs: number
  journal: JournalEntry[]
  /** Ports of listeners that are not HTTP, by the name of the address. */
  ports: Record<string, number>
  systems: Record<string, unknown>
}

export interface StateFile {
  /** The ports of last time, after everything else was put back. */
  load(): Promise<Record<string, number>>
  keepPorts(ports: Record<string, number>): void
  /** Writes soon; many changes in a row make one write. */
  changed(): void
  /** Writes what is not written yet and stops. */
  close(): Promise<void>
}

/**
 * Keeps the sandbox's state in one file. It is written under another name, brought to the disk and renamed, so that a
 * cut-off write leaves the file of before. Faults are not kept: a restart begins without them.
 */
export function createStateFile(
  dataDir: string,
  context: SandboxContext,
  systems: SandboxSystem[],
): StateFile {
  const file = path.join(dataDir, 'sandbox.state')
  let ports: Record<string, number> = {}
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()

  function snapshot(): Buffer {
    const saved: Saved = {
      version: 1,
      clockOffsetMs: context.clock.offsetMs,
      journal: context.journal.list().slice(-keptEntries),
      ports,
      systems: Object.fromEntries(systems.map((system) => [system.id, system.save()])),
    }
    return serialize(saved)
  }

  async function write(): Promise<void> {
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    const handle = await open(`${file}.new`, 'w', 0o600)
    try {
      await handle.writeFile(snapshot())
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(`${file}.new`, file)
  }

  function writeNow(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    writing = writing.then(write, write)
    return writing
  }

  return {
    async load() {
      const bytes = await readFile(file).catch(() => undefined)
      if (!bytes) return {}
      const saved = deserialize(bytes) as Saved
      if (saved.version !== 1) return {}
      context.clock.move(saved.clockOffsetMs)
      for (const { at, number: _number, ...entry } of saved.journal)
        context.journal.record(entry, new Date(at))
      for (const system of systems) {
        if (Object.hasOwn(saved.systems, system.id)) system.load(saved.systems[system.id])
      }
      ports = saved.ports
      return ports
    },
    keepPorts(kept) {
      ports = kept
    },
    changed() {
      timer ??= setTimeout(() => {
        writeNow().catch((error: Error) =>
          process.stderr.write(`The sandbox cannot save: ${error.message}\n`),
        )
      }, saveAfterMs)
    },
    close: () => writeNow(),
  }
}
