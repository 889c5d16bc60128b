import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { endLeftover } from './leftover.ts'
import { keptPort, lastPort } from './ports.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'turnup-ports-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a part keeps its port from start to start, until somebody else has taken it', async () => {
  const port = await keptPort(folder, 'part')
  expect(await keptPort(folder, 'part')).toBe(port)
  const stranger = createServer().listen(port, '127.0.0.1')
  await once(stranger, 'listening')
  const moved = await keptPort(folder, 'part')
  stranger.close()
  expect(moved).not.toBe(port)
  expect(lastPort(folder, 'part')).toBe(moved)
})

test('a stranger with the pid of a former process of ours is left alone', async () => {
  expect(await endLeftover(process.pid, path.join(folder, 'not-in-its-command-line'), 'SIGKILL')).toBe(
    'stranger',
  )
  expect(await endLeftover(undefined, folder, 'SIGKILL')).toBe('nothing')
})
