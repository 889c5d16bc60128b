import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startEngine } from './engine.ts'

const dataDir = mkdtempSync(path.join(tmpdir(), 'turnup-engine-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

test('after kill -9 the engine comes back under the same addresses with the same key', async () => {
  const first = await startEngine({ dataDir })
  process.kill(first.pid, 'SIGKILL')
  await first.process.ended
  const second = await startEngine({ dataDir })
  try {
    const { ingressUrl, adminUrl, identityPublicKey } = first
    expect(second).toMatchObject({ ingressUrl, adminUrl, identityPublicKey })
    expect((await fetch(`${ingressUrl}/restate/health`)).status).toBe(200)
  } finally {
    await second.stop()
  }
})

test('it tells nobody about us and listens on this machine only', () => {
  const settings = readFileSync(path.join(dataDir, 'engine', 'restate.toml'), 'utf8')
  expect(settings).toContain('disable-telemetry = true')
  const binds = [...settings.matchAll(/^bind-address = "(.+)"$/gm)].map(([, address]) => address)
  expect(binds).toHaveLength(3)
  for (const address of binds) expect(address).toMatch(/^127\.0\.0\.1:\d+$/)
})
