import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

/** The command line of a living process; undefined when there is none, empty when it has ended and nobody has noticed. */
export function commandLine(pid: number): string | undefined {
  try {
    if (process.platform === 'linux')
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' })
  } catch {
    return undefined
  }
}

/** Pids are given out again: only a process whose command line names our own file or folder is ours. */
function isOurs(pid: number, mark: string): boolean {
  return Number.isInteger(pid) && pid > 1 && (commandLine(pid)?.includes(mark) ?? false)
}

/** The pid on the first line of a file, or undefined. */
export function readPid(file: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10)
    return Number.isNaN(pid) ? undefined : pid
  } catch {
    return undefined
  }
}

/**
 * Ends what an earlier run left behind, when it still lives: it holds the data that the new run needs.
 * @param mark what only our process has in its command line: the path of its data or settings
 * @returns what the pid turned out to be
 */
export async function endLeftover(
  pid: number | undefined,
  mark: string,
  stopSignal: NodeJS.Signals,
): Promise<'nothing' | 'ended' | 'stranger'> {
  if (pid === undefined || commandLine(pid) === undefined) return 'nothing'
  if (!isOurs(pid, mark)) return 'stranger'
  process.kill(pid, stopSignal)
  for (let tries = 0; isOurs(pid, mark); tries += 1) {
    if (tries === 200) process.kill(pid, 'SIGKILL')
    await delay(50)
  }
  return 'ended'
}
