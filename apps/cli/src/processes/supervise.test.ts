import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startOwned } from './owned-process.ts'
import { type Part, supervise, type Watch } from './supervise.ts'
import { waitUntil } from './wait-until.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'turnup-supervise-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function program(script: string, more: Partial<Part<never>> = {}) {
  const part = {
    name: 'worker',
    start: async () => ({
      process: await startOwned({
        name: 'worker',
        command: '/bin/sh',
        args: ['-c', script],
        env: { PATH: process.env.PATH },
        logFile: path.join(folder, 'worker.log'),
        stopSignal: 'SIGTERM' as const,
      }),
    }),
    ...more,
  }
  return part as Part<{ process: Awaited<ReturnType<typeof startOwned>> }>
}

function recordingWatch() {
  const told: string[] = []
  const watch: Watch = {
    onCrash: (name, reason, pauseMs) => told.push(`${name} ${reason}, ${pauseMs}`),
    onRecovery: (name) => told.push(`${name} is back`),
    onGivingUp: (name, reason) => told.push(`${name} gives up: ${reason}`),
  }
  const heard = (text: string) => async () => told.some((line) => line.includes(text)) || undefined
  return { told, watch, heard }
}

test('a killed part is started again, and somebody is told', async () => {
  const { told, watch, heard } = recordingWatch()
  const supervised = await supervise(program('exec sleep 600'), watch)
  const before = supervised.current().process.pid
  process.kill(before, 'SIGKILL')
  await waitUntil('not back', heard('is back'), { timeoutMs: 10_000 })
  expect(supervised.current().process.pid).not.toBe(before)
  await supervised.stop()
  expect(supervised.current().process.hasEnded()).toBe(true)
  expect(told).toEqual(['worker ended by SIGKILL, 500', 'worker is back'])
})

test('a part that keeps crashing gets longer and longer pauses', async () => {
  const { told, watch, heard } = recordingWatch()
  const supervised = await supervise(program('exit 1'), watch)
  await waitUntil('no third pause', heard(', 2000'), { timeoutMs: 10_000 })
  await supervised.stop()
  const pauses = told.filter((line) => line.includes('ended with code 1')).map((line) => line.split(', ')[1])
  expect(pauses.slice(0, 3)).toEqual(['500', '1000', '2000'])
})

test('an end for good is not answered by starting again', async () => {
  const { told, watch, heard } = recordingWatch()
  const finalEnd = ({ code }: { code: number | null }) => (code === 78 ? 'wrong settings' : undefined)
  const supervised = await supervise(program('exit 78', { finalEnd }), watch)
  await waitUntil('not given up', heard('gives up'), { timeoutMs: 10_000 })
  await supervised.stop()
  expect(told).toEqual(['worker gives up: wrong settings'])
})
