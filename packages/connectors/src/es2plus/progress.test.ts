import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { recordingDeps, type ServedSandbox, serveSandbox } from '../contract/serve-sandbox.ts'
import type { FaultRule } from '../sandbox-kit/index.ts'
import { createEs2PlusEsimProvider, Es2PlusConfig } from './index.ts'
import { createEs2PlusSandbox, demoIccids, sandboxRequester } from './sandbox/index.ts'

let operator: Server
let callbackUrl: string
let received: unknown[]
let sandbox: ServedSandbox

beforeEach(async () => {
  received = []
  operator = createServer(async (request, response) => {
    received.push(JSON.parse(Buffer.concat(await Array.fromAsync(request)).toString()))
    response.writeHead(204).end()
  })
  await new Promise<void>((resolve) => operator.listen(0, '127.0.0.1', resolve))
  callbackUrl = `http://127.0.0.1:${(operator.address() as AddressInfo).port}/progress`
})
afterEach(async () => {
  await sandbox.close()
  operator.closeAllConnections()
  await new Promise((resolve) => operator.close(resolve))
})

const [iccid = ''] = demoIccids('DATA-5G', 3, 1)

async function released(autoDownload = false) {
  sandbox = await serveSandbox((context) => createEs2PlusSandbox(context, { autoDownload }), { callbackUrl })
  const config = Es2PlusConfig.parse({
    url: `${sandbox.origin}/es2plus`,
    functionRequesterIdentifier: sandboxRequester,
    smdpAddress: 'smdp.sandbox.example',
    matchingIdSecret: 'a long secret of the test',
  })
  const provider = createEs2PlusEsimProvider(config, recordingDeps())
  await provider.downloadOrder({ profileType: 'DATA-5G', iccid }, 'o1/download')
  await provider.confirmOrder({ iccid }, 'o1/confirm')
  return provider
}

const press = (event: string) =>
  fetch(`${sandbox.origin}/es2plus/profiles/0/${event}`, { method: 'POST', redirect: 'manual' })
const points = (provider: Awaited<ReturnType<typeof released>>) =>
  received.map((body) => provider.readProgress(body)?.point)

test('a person presses download, and the operator hears downloaded, then installed', async () => {
  const provider = await released()
  expect((await press('download')).status).toBe(303)
  expect(points(provider)).toEqual(['downloaded', 'installed'])
  expect(provider.readProgress(received[0])).toMatchObject({ iccid, pointId: 3, succeeded: true })
  await press('delete')
  expect(points(provider).at(-1)).toBe('deleted')
})

test.each<[FaultRule['kind'], string[]]>([
  ['out-of-order', ['installed', 'downloaded']],
  ['duplicate-delivery', ['downloaded', 'downloaded', 'installed', 'installed']],
  ['timeout-before-write', []],
])('notifications can be %s', async (kind, expected) => {
  const provider = await released()
  const operation = 'handleDownloadProgressInfo'
  sandbox.context.faults.add({ system: 'es2plus', operation, kind, count: 1 })
  await press('download')
  expect(points(provider)).toEqual(expected)
})

test('with automatic phones a released profile is installed without a hand', async () => {
  const provider = await released(true)
  await vi.waitFor(() => expect(points(provider)).toEqual(['downloaded', 'installed']))
})

test('the journal of notifications and the page show no full ICCID', async () => {
  await released()
  await press('download')
  const html = await (await fetch(`${sandbox.origin}/es2plus`)).text()
  const entries = sandbox.context.journal.list({ operation: 'handleDownloadProgressInfo' })
  expect(entries).toHaveLength(2)
  expect(html).toContain('Installed')
  expect(html + JSON.stringify(entries)).not.toContain(iccid)
})

test('a saved sandbox goes on where it stood', async () => {
  await released()
  const saved = structuredClone(sandbox.system.save())
  sandbox.system.reset()
  expect((await (await fetch(`${sandbox.origin}/es2plus`)).text()).includes('Released')).toBe(false)
  sandbox.system.load(saved)
  await press('download')
  expect(received).toHaveLength(2)
})

test('points that we do not know, padding and failures are read for what they are', async () => {
  const provider = await released()
  const base = {
    iccid: `${iccid}F`,
    profileType: 'x',
    timestamp: '2026-11-21T10:00:00+01:00',
    notificationPointId: 1,
  }
  const failed = { ...base, notificationPointStatus: { status: 'Failed' } }
  expect(provider.readProgress(failed)).toEqual({
    iccid,
    point: 'other',
    pointId: 1,
    succeeded: false,
    at: '2026-11-21T09:00:00.000Z',
  })
})
