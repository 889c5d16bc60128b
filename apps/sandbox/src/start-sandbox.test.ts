import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type Sandbox, type SandboxOptions, startSandbox } from './index.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'turnup-sandbox-'))
let running: Sandbox | undefined

async function start(options: SandboxOptions = {}): Promise<Sandbox> {
  running = await startSandbox(options)
  return running
}
afterEach(async () => {
  await running?.stop()
  running = undefined
  rmSync(folder, { recursive: true, force: true })
})

async function ask(method: string, target: string, body?: unknown) {
  const response = await fetch(`${running?.url}${target}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text }
}

async function callWhmcs(sandbox: Sandbox, action: string): Promise<string> {
  const { WHMCS_IDENTIFIER: identifier = '', WHMCS_SECRET: secret = '' } = sandbox.settings
  const body = new URLSearchParams({ identifier, secret, action, responsetype: 'json' })
  const response = await fetch(`${sandbox.url}/whmcs/includes/api.php`, { method: 'POST', body })
  return response.text()
}

test('state, clock, journal and ports survive a restart; faults do not', async () => {
  const before = await start({ dataDir: folder })
  const credentials = before.systems.salesforce.demoCredentials()
  before.systems.whmcs.addClient({ email: 'ada@example.com', firstname: 'Ada', lastname: 'Moreno' })
  await callWhmcs(before, 'GetPaymentMethods')
  await ask('POST', '/_sandbox/clock', { moveMs: 3_600_000 })
  await ask('POST', '/_sandbox/faults', { system: 'whmcs', kind: 'slow' })
  const { pubsub, smtp } = before.addresses
  await before.stop()

  const after = await start({ dataDir: folder })
  expect(await callWhmcs(after, 'GetClients')).toContain('ada@example.com')
  expect(after.systems.salesforce.demoCredentials()).toEqual(credentials)
  expect(after.addresses).toMatchObject({ pubsub, smtp })
  expect(after.context.clock.offsetMs).toBe(3_600_000)
  expect((await ask('GET', '/_sandbox/journal?operation=GetPaymentMethods')).body.count).toBe(1)
  expect((await ask('GET', '/_sandbox/faults')).body.faults).toEqual([])
})

test('a fault strikes the call it names and the journal tells of it', async () => {
  const sandbox = await start()
  const rule = { system: 'whmcs', operation: 'GetClients', kind: 'http-500', count: 1 }
  expect((await ask('POST', '/_sandbox/faults', rule)).status).toBe(201)
  await callWhmcs(sandbox, 'GetClients')
  await callWhmcs(sandbox, 'GetClients')
  const { entries } = (await ask('GET', '/_sandbox/journal?system=whmcs&operation=GetClients')).body
  expect(entries.map((entry: { fault?: string }) => entry.fault)).toEqual(['http-500', undefined])
  expect((await ask('GET', '/_sandbox/journal?limit=1')).body).toMatchObject({
    count: 2,
    entries: [{ number: 2 }],
  })
})

test('a misspelt fault is refused with the words that there are', async () => {
  await start()
  const answer = await ask('POST', '/_sandbox/faults', { system: 'whmcz', kind: 'slow' })
  expect(answer.status).toBe(400)
  expect(answer.body.error).toContain('salesforce')
})

test('a reset brings back the seed, the time and silence', async () => {
  const sandbox = await start()
  sandbox.systems.whmcs.addClient({ email: 'ada@example.com', firstname: 'Ada', lastname: 'Moreno' })
  await ask('POST', '/_sandbox/clock', { to: '2030-01-01T00:00:00Z' })
  expect(sandbox.context.clock.now().getUTCFullYear()).toBe(2030)
  expect((await ask('POST', '/_sandbox/reset')).status).toBe(204)
  expect(sandbox.context.clock.offsetMs).toBe(0)
  expect((await ask('GET', '/_sandbox/journal')).body.count).toBe(0)
  expect(await callWhmcs(sandbox, 'GetClients')).not.toContain('ada@example.com')
})

test('every desk on the start page opens, and every setting for a server has a value', async () => {
  const sandbox = await start()
  const { body } = await ask('GET', '/')
  const links = [...body.matchAll(/<td><a href="([^"]+)"/g)].map(([, href]) => href)
  expect(links).toHaveLength(Object.keys(sandbox.systems).length)
  for (const href of links) expect((await ask('GET', href)).status, href).toBe(200)
  expect(Object.entries(sandbox.settings).filter(([, value]) => value === '')).toEqual([])
})

test('a body without end is not read to its end', async () => {
  await start()
  const answer = await ask('POST', '/_sandbox/faults', { message: 'x'.repeat(3 * 1024 * 1024) })
  expect(answer.status).toBe(413)
})
