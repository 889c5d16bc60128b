import { createServer } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { describeEsimProvider, kindOf } from '../contract/esim-contract.ts'
import { recordingDeps, type ServedSandbox, serveSandbox } from '../contract/serve-sandbox.ts'
import { createEs2PlusEsimProvider, Es2PlusConfig } from './index.ts'
import { createEs2PlusSandbox, demoIccids, sandboxRequester } from './sandbox/index.ts'

const secret = 'a long secret of the test'

function configFor(url: string): Es2PlusConfig {
  return Es2PlusConfig.parse({
    url,
    functionRequesterIdentifier: sandboxRequester,
    smdpAddress: 'smdp.sandbox.example',
    matchingIdSecret: secret,
    timeoutMs: 2_000,
  })
}

function scanAt(origin: string) {
  return async (activationCode: string) => {
    const response = await fetch(`${origin}/es2plus/phone`, {
      method: 'POST',
      body: new URLSearchParams({ activationCode }),
      redirect: 'manual',
    })
    return response.status === 303
  }
}

describeEsimProvider('ES2+', async () => {
  const sandbox = await serveSandbox((context) => createEs2PlusSandbox(context))
  const deps = recordingDeps()
  let next = 0
  return {
    provider: createEs2PlusEsimProvider(configFor(`${sandbox.origin}/es2plus`), deps),
    journal: sandbox.context.journal,
    exchanges: deps.exchanges,
    profileType: 'DATA-5G',
    freshIccid: () => demoIccids('DATA-5G', next++, 1)[0] as string,
    breakNext: (operation, fault) =>
      sandbox.context.faults.add({ system: 'es2plus', operation, count: 1, ...fault }),
    performed: (operation) =>
      sandbox.context.journal.list({ operation }).filter((entry) => entry.outcome === 'performed').length,
    scan: scanAt(sandbox.origin),
    reset: () => {
      sandbox.system.reset()
      sandbox.context.faults.clear()
      sandbox.context.journal.clear()
      deps.exchanges.length = 0
    },
    close: () => sandbox.close(),
  }
})

describe('failures that come with HTTP 200', () => {
  let sandbox: ServedSandbox
  beforeEach(async () => {
    sandbox = await serveSandbox((context) => createEs2PlusSandbox(context))
  })
  afterEach(() => sandbox.close())

  const [iccid = ''] = demoIccids('VOICE-5G', 7, 1)
  const failWith = async (message: string, given: { iccid?: string } = { iccid }) => {
    sandbox.context.faults.add({ system: 'es2plus', kind: 'reject', count: 1, message })
    const provider = createEs2PlusEsimProvider(configFor(`${sandbox.origin}/es2plus`), recordingDeps())
    return kindOf(provider.downloadOrder({ profileType: 'VOICE-5G', ...given }, 'o1'))
  }

  test.each([
    ['1.1/1.2', 'auth'],
    ['8.2.1/1.2', 'rejected'],
    ['1.6/2.2', 'rejected'],
    ['8.2.5/3.7', 'rejected'],
    ['8.99.9/3.99', 'rejected'],
    ['1.2/4.4', 'throttled'],
    ['1.2/4.2', 'unavailable'],
    ['8.8/5.1', 'unavailable'],
    ['1.6/5.3', 'outcome-unknown'],
    ['8.1.1/6.1', 'rejected'],
    ['9.9/9.9', 'rejected'],
    ['Expired', 'outcome-unknown'],
  ])('%s is sorted as %s', async (pair, kind) => {
    expect(await failWith(pair)).toBe(kind)
  })

  test('the raw pair stays in the detail', async () => {
    sandbox.context.faults.add({ system: 'es2plus', kind: 'reject', count: 1, message: '8.99.9/3.99' })
    const provider = createEs2PlusEsimProvider(configFor(`${sandbox.origin}/es2plus`), recordingDeps())
    const error = await provider.downloadOrder({ profileType: 'x', iccid }, 'o1').catch((thrown) => thrown)
    expect(error.detail).toMatchObject({ subjectCode: '8.99.9', reasonCode: '3.99', status: 'Failed' })
  })

  test('"in use" is taken as done only for an ICCID of our own', async () => {
    expect(await failWith('wrong state')).toBe('no error')
    expect(await failWith('wrong state', {})).toBe('rejected')
  })

  test('a requester that the SM-DP+ does not know is refused as auth', async () => {
    const config = { ...configFor(`${sandbox.origin}/es2plus`), functionRequesterIdentifier: '1.2.3' }
    const provider = createEs2PlusEsimProvider(config, recordingDeps())
    expect(await kindOf(provider.downloadOrder({ profileType: 'DATA-5G' }, 'o1'))).toBe('auth')
  })

  test('nobody listening means that nothing happened', async () => {
    const gone = await serveSandbox((context) => createEs2PlusSandbox(context))
    await gone.close()
    const provider = createEs2PlusEsimProvider(configFor(gone.origin), recordingDeps())
    expect(await kindOf(provider.downloadOrder({ profileType: 'DATA-5G', iccid }, 'o1'))).toBe('unavailable')
    expect((await provider.check())[0]).toMatchObject({ id: 'es2plus.reachable', level: 'failure' })
  })
})

test('a success without the protocol header of an SM-DP+ is not believed', async () => {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ header: { functionExecutionStatus: { status: 'Executed-Success' } } }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const provider = createEs2PlusEsimProvider(configFor(`http://127.0.0.1:${port}`), recordingDeps())
  expect(await kindOf(provider.cancelOrder({ iccid: '1', reusable: true }, 'o1'))).toBe('outcome-unknown')
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

test('a certificate without its key is refused as a setting', () => {
  const parsed = Es2PlusConfig.safeParse({
    ...configFor('https://smdp.example'),
    clientCertificate: '-----BEGIN CERTIFICATE-----',
  })
  expect(parsed.success).toBe(false)
})
