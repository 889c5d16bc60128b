import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { guard } from './guardian.ts'

export interface ProcessSpec {
  /** As the user knows it: 'database'. */
  name: string
  command: string
  args: string[]
  /** The whole environment; nothing is inherited. */
  env: NodeJS.ProcessEnv
  cwd?: string
  /** Whom to run as, when this process is root. */
  account?: { uid: number; gid: number }
  /** Everything it says is appended here. */
  logFile: string
  /** What asks it to end in order. */
  stopSignal: NodeJS.Signals
}

export interface ProcessEnd {
  code: number | null
  signal: NodeJS.Signals | null
}

export interface OwnedProcess {
  pid: number
  /** Resolves when it has ended, for whatever reason. */
  ended: Promise<ProcessEnd>
  hasEnded(): boolean
  /** Asks it to end, and ends it by force after `graceMs`. Resolves when it is gone. */
  stop(graceMs?: number): Promise<void>
}

/**
 * Starts a process that is ours: known by its pid, logging to a file, in a process group of its own so that Ctrl-C
 * reaches only us and we decide the order of the end, and gone when we are gone.
 * @throws Error when the program cannot be started at all
 */
export async function startOwned(spec: ProcessSpec): Promise<OwnedProcess> {
  const log = openSync(spec.logFile, 'a', 0o600)
  const child = spawn(spec.command, spec.args, {
    env: spec.env,
    ...(spec.cwd ? { cwd: spec.cwd } : {}),
    ...(spec.account ?? {}),
    stdio: ['ignore', log, log],
    detached: true,
  })
  closeSync(log)
  let end: ProcessEnd | undefined
  const ended = new Promise<ProcessEnd>((resolve) => {
    child.on('exit', (code, signal) => {
      end = { code, signal }
      resolve(end)
    })
  })
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', (cause) => reject(new Error(`The ${spec.name} cannot be started: ${cause.message}`)))
  })
  const pid = child.pid!
  const dismiss = guard(pid, spec.stopSignal)
  ended.then(dismiss)

  async function stop(graceMs = 10_000): Promise<void> {
    if (end) return
    child.kill(spec.stopSignal)
    const patience = new AbortController()
    const late = delay(graceMs, 'late' as const, { signal: patience.signal }).catch(() => 'ended' as const)
    if ((await Promise.race([ended, late])) === 'late') child.kill('SIGKILL')
    await ended
    patience.abort()
  }

  return { pid, ended, hasEnded: () => end !== undefined, stop }
}
