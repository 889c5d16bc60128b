import { type OwnedProcess, type ProcessEnd, startOwned } from '../processes/owned-process.ts'
import type { Part } from '../processes/supervise.ts'
import { waitUntil } from '../processes/wait-until.ts'
import { logFile, loggedSince, logSize } from './log-file.ts'

export interface NodeProcess {
  process: OwnedProcess
}

/** sysexits: the configuration is wrong. Starting again changes nothing. */
const wrongSettings = 78
const startTimeoutMs = 60_000

/** A part that is a program of ours, run by this very Node in a process of its own. */
export function nodePart(options: {
  name: string
  dataDir: string
  /** The program's file. */
  main: string
  env: Record<string, string>
  /** True once it does its work. */
  probe(): Promise<true | undefined>
}): Part<NodeProcess> {
  const { name, dataDir, main, env, probe } = options
  const log = logFile(dataDir, name)
  let sizeBefore = 0

  function finalEnd({ code }: ProcessEnd): string | undefined {
    return code === wrongSettings ? loggedSince(log, sizeBefore) : undefined
  }

  async function start(): Promise<NodeProcess> {
    sizeBefore = logSize(log)
    const owned = await startOwned({
      name,
      command: process.execPath,
      args: [main],
      env,
      logFile: log,
      stopSignal: 'SIGTERM',
    })
    let end: ProcessEnd | undefined
    owned.ended.then((how) => {
      end = how
    })
    try {
      await waitUntil(`The ${name} did not start`, probe, {
        timeoutMs: startTimeoutMs,
        lost: () => end && (finalEnd(end) ?? `${loggedSince(log, sizeBefore)}\nIts log is ${log}`),
      })
    } catch (error) {
      await owned.stop()
      throw end && finalEnd(end) ? new Error(finalEnd(end)) : error
    }
    return { process: owned }
  }

  return { name, start, finalEnd }
}
