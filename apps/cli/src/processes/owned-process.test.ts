import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { commandLine } from './leftover.ts'
import { startOwned } from './owned-process.ts'
import { waitUntil } from './wait-until.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'turnup-owned-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const spec = { name: 'sleeper', env: { PATH: process.env.PATH }, stopSignal: 'SIGTERM' as const }

const isRunning = (pid: number) => Boolean(commandLine(pid))

test('a process ends with the one that started it, even when that one is killed by force', async () => {
  const parentFile = path.join(folder, 'parent.ts')
  const source = `import { startOwned } from ${JSON.stringify(path.join(import.meta.dirname, 'owned-process.ts'))}
const child = await startOwned({ name: 'sleeper', command: '/bin/sleep', args: ['600'], env: {}, logFile: ${JSON.stringify(path.join(folder, 'child.log'))}, stopSignal: 'SIGTERM' })
process.stdout.write(String(child.pid))
setInterval(() => {}, 1000)`
  writeFileSync(parentFile, source)
  const parent = spawn(process.execPath, [parentFile], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = await once(parent.stdout, 'data')
  const pid = Number(String(said))
  expect(isRunning(pid)).toBe(true)
  parent.kill('SIGKILL')
  const gone = async () => (isRunning(pid) ? undefined : true)
  expect(await waitUntil('The child still runs', gone, { timeoutMs: 10_000 })).toBe(true)
})

test('who ignores the request to stop is ended by force', async () => {
  const logFile = path.join(folder, 'stubborn.log')
  const stubborn = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('ready')`
  const owned = await startOwned({ ...spec, command: process.execPath, args: ['-e', stubborn], logFile })
  const isReady = async () => readFileSync(logFile, 'utf8').includes('ready') || undefined
  await waitUntil('not ready', isReady, { timeoutMs: 10_000 })
  await owned.stop(100)
  expect(await owned.ended).toEqual({ code: null, signal: 'SIGKILL' })
})

test('what a process says goes to its log, and its end is known', async () => {
  const logFile = path.join(folder, 'short.log')
  const owned = await startOwned({ ...spec, command: '/bin/sh', args: ['-c', 'echo hello; exit 3'], logFile })
  expect(await owned.ended).toEqual({ code: 3, signal: null })
  expect(readFileSync(logFile, 'utf8')).toBe('hello\n')
})

test('a program that is not there is an error, not a crash', async () => {
  const logFile = path.join(folder, 'none.log')
  await expect(startOwned({ ...spec, command: '/no/such/program', args: [], logFile })).rejects.toThrow(
    'The sleeper cannot be started',
  )
})
