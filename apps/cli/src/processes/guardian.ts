import { type ChildProcess, spawn } from 'node:child_process'

/**
 * Waits until its input closes, which the operating system does for us however this process dies, then ends the
 * process it watches: first with its own signal, by force after ten seconds.
 */
const script = `
while read -r line; do :; done
kill -s "$2" "$1" 2>/dev/null || exit 0
tries=0
while kill -0 "$1" 2>/dev/null && [ "$tries" -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
kill -s KILL "$1" 2>/dev/null
`

/**
 * Makes sure that a process does not outlive this one, even after kill -9. A small shell does it rather than the
 * process itself, because PostgreSQL and Restate know nothing of us.
 * @returns a function that dismisses the guardian, to be called when the watched process has ended
 */
export function guard(pid: number, stopSignal: NodeJS.Signals): () => void {
  let dismissed = false
  let shell: ChildProcess
  const post = () => {
    shell = spawn('/bin/sh', ['-c', script, 'turnup-guardian', String(pid), stopSignal.replace('SIG', '')], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    })
    // Someone may end the guardian alone; the watch must go on.
    shell.on('exit', () => {
      if (!dismissed) post()
    })
    shell.on('error', () => {})
    shell.stdin?.on('error', () => {})
    shell.unref()
  }
  post()
  return () => {
    dismissed = true
    shell.kill('SIGKILL')
  }
}
