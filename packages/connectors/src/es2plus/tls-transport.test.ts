import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { kindOf } from '../contract/esim-contract.ts'
import { recordingDeps } from '../contract/serve-sandbox.ts'
import { createEs2PlusEsimProvider, Es2PlusConfig } from './index.ts'
import { selfSignedCertificate } from './self-signed-certificate.test-data.ts'

const server = selfSignedCertificate('smdp.test', new Date('2045-01-01'))
const client = selfSignedCertificate('operator.test', new Date('2045-01-01'))
const stranger = selfSignedCertificate('stranger.test', new Date('2045-01-01'))

let listening: Server | undefined
let served = 0
afterEach(async () => {
  listening?.closeAllConnections()
  await new Promise((resolve) => listening?.close(resolve))
  served = 0
})

/** An SM-DP+ that knows one client; `answers` false: it takes the request and cuts the line. */
async function smdp(answers = true): Promise<string> {
  const options = { cert: server.certificate, key: server.key, ca: client.certificate, requestCert: true }
  listening = createServer({ ...options, rejectUnauthorized: true }, (_request, response) => {
    served += 1
    if (!answers) return response.destroy()
    response.setHeader('x-admin-protocol', 'gsma/rsp/v2.2.2')
    return response.end(
      JSON.stringify({ header: { functionExecutionStatus: { status: 'Executed-Success' } } }),
    )
  })
  await new Promise<void>((resolve) => listening?.listen(0, '127.0.0.1', resolve))
  return `https://127.0.0.1:${(listening.address() as AddressInfo).port}`
}

function providerAs(
  url: string,
  who: { certificate: string; key: string } | undefined,
  authority = server.certificate,
) {
  const config = Es2PlusConfig.parse({
    url,
    functionRequesterIdentifier: '1.2.3',
    smdpAddress: 'smdp.test',
    matchingIdSecret: 'a long secret of the test',
    clientCertificate: who?.certificate,
    clientKey: who?.key,
    serverAuthority: authority,
    timeoutMs: 3_000,
  })
  return createEs2PlusEsimProvider(config, recordingDeps())
}

const cancel = (provider: ReturnType<typeof providerAs>) =>
  kindOf(provider.cancelOrder({ iccid: '8988303010000000019', reusable: true }, 'o1'))

test('with the certificate that the SM-DP+ knows, functions pass', async () => {
  const provider = providerAs(await smdp(), client)
  expect(await cancel(provider)).toBe('no error')
  expect(await cancel(provider)).toBe('no error')
  expect(served).toBe(2)
  expect((await provider.check()).map((finding) => finding.level)).toEqual(['ok', 'ok'])
})

test('connections that are kept open end when the provider is closed', async () => {
  const provider = providerAs(await smdp(), client)
  const open = () =>
    new Promise<number>((resolve) => listening?.getConnections((_error, count) => resolve(count)))
  expect(await cancel(provider)).toBe('no error')
  expect(await open()).toBe(1)
  provider.close()
  await vi.waitFor(async () => expect(await open()).toBe(0))
})

test('without a certificate nothing is done and the administrator is asked', async () => {
  expect(await cancel(providerAs(await smdp(), undefined))).toBe('auth')
  expect(served).toBe(0)
})

test('a server that silently hangs up on a stranger cannot be told from one that took the request', async () => {
  expect(await cancel(providerAs(await smdp(), stranger))).toBe('outcome-unknown')
  expect(served).toBe(0)
})

test('a server that is not the SM-DP+ gets no request', async () => {
  expect(await cancel(providerAs(await smdp(), client, stranger.certificate))).toBe('unavailable')
  expect(served).toBe(0)
})

test('a line cut after the request leaves the outcome unknown', async () => {
  expect(await cancel(providerAs(await smdp(false), client))).toBe('outcome-unknown')
  expect(served).toBe(1)
})

test('a certificate that has ended is told before it is needed', async () => {
  const ended = selfSignedCertificate('operator.test', new Date('2021-01-01'))
  const findings = await providerAs(await smdp(), ended).check()
  expect(findings.find((finding) => finding.id === 'es2plus.client-certificate')?.level).toBe('failure')
})
