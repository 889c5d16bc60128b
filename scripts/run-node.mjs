import { spawn } from 'node:child_process'
import path from 'node:path'
import { projectRoot } from './ensure-installed.mjs'

/** What a shell would give for a process that ended by a signal. */
const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }

/** Where Node keeps what it made of our TypeScript, so that later starts need not do it again. */
const compileCache = path.join(projectRoot, 'node_modules', '.cache', 'node')

/**
 * Runs one program with the given Node in this terminal and answers with its exit code. Signals go on to it; if this
 * process dies by force, the program sees its channel close and can end itself.
 */
export function runNode(node, args, { cwd = projectRoot, env = process.env } = {}) {
  const child = spawn(node, args, {
    cwd,
    env: { NODE_COMPILE_CACHE: compileCache, ...env },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? 128 + (signalNumbers[signal] ?? 1)))
  })
}
