import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { retryAfterMs } from './retry-after.ts'
import { type HttpCall, sendHttp } from './send-http.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

const call = (url: string, more: Partial<HttpCall> = {}): HttpCall => ({
  connector: 'whmcs',
  operation: 'AddOrder',
  effect: 'write',
  method: 'POST',
  url,
  headers: { authorization: 'Bearer secret' },
  body: 'secret=1',
  timeoutMs: 2_000,
  ...more,
})

test('credentials do not follow a redirect to another place', async () => {
  let visits = 0
  const elsewhere = await serve((_request, response) => {
    visits += 1
    response.end('thank you')
  })
  const url = await serve((_request, response) => response.writeHead(307, { location: elsewhere }).end())
  expect((await sendHttp(call(url))).status).toBe(307)
  expect(visits).toBe(0)
})

test.each([
  ['write', 'outcome-unknown'],
  ['read', 'unavailable'],
] as const)('an endless answer to a %s is cut off and counts as %s', async (effect, kind) => {
  const url = await serve((_request, response) => {
    const more = () => response.write('x'.repeat(10_000), () => response.destroyed || setImmediate(more))
    more()
  })
  await expect(sendHttp(call(url, { effect, maxBytes: 50_000 }))).rejects.toMatchObject({ kind })
})

test('an answer that never ends in time counts as lost', async () => {
  const url = await serve((_request, response) => response.writeHead(200).write('{'))
  await expect(sendHttp(call(url, { timeoutMs: 100 }))).rejects.toMatchObject({
    kind: 'outcome-unknown',
    code: 'REPLY_LOST',
  })
})

const now = new Date('2030-01-01T00:00:00Z')

test.each([
  ['2', 2_000],
  ['Tue, 01 Jan 2030 00:01:00 GMT', 60_000],
  // A wait that would let an order lie for ever, or that no date can hold.
  ['31536000', 3_600_000],
  ['99999999999999999999', 3_600_000],
  ['Tue, 01 Jan 2300 00:00:00 GMT', 3_600_000],
  ['0', undefined],
  ['-5', undefined],
  ['soon', undefined],
  ['Tue, 01 Jan 2019 00:00:00 GMT', undefined],
])('Retry-After: %s means a wait of %s ms', (value, expected) => {
  expect(retryAfterMs(new Headers({ 'retry-after': value }), now)).toBe(expected)
})

test('an answer without Retry-After asks for no wait', () => {
  expect(retryAfterMs(new Headers(), now)).toBeUndefined()
})
