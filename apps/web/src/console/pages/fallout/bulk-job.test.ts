import type { BulkRepairRequest, ConsoleOrderSummaryBody, FalloutGroupBody } from '@turnup/contracts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type BulkJob, type BulkResult, bulkJob } from './bulk-job.ts'

interface Call {
  method: string
  path: string
  body?: BulkRepairRequest
}

let calls: Call[] = []
let answer: (call: Call) => unknown = () => ({})

beforeEach(() => {
  calls = []
  vi.stubGlobal('fetch', async (path: string, { method, body }: { method: string; body?: string }) => {
    const call = { method, path, body: body === undefined ? undefined : JSON.parse(body) }
    calls.push(call)
    const answered = answer(call)
    if (answered instanceof Error) throw answered
    return answered instanceof Response ? answered : Response.json(answered)
  })
})
afterEach(() => vi.unstubAllGlobals())

function cause(more: Partial<FalloutGroupBody> = {}): FalloutGroupBody {
  const sample = { orderId: 'a', step: 'billing.add-order' }
  return {
    code: 'PRODUCT_UNKNOWN',
    kind: 'rejected',
    connector: 'whmcs',
    action: 'billing.add-order',
    count: 3,
    oldestAt: '2026-03-01T10:00:00Z',
    oldestAgeSeconds: 60,
    message: 'Unknown product.',
    samples: [sample],
    repairs: ['retry'],
    ...more,
  }
}

function order(id: string, step?: string): ConsoleOrderSummaryBody {
  const nextAction = { who: 'operator', why: 'Stuck.', step, actions: [] }
  return { id, nextAction } as unknown as ConsoleOrderSummaryBody
}

const retry = { kind: 'repair', repair: { kind: 'retry' } } as const
const skip = { kind: 'repair', repair: { kind: 'skip', reason: 'By hand.' } } as const
const everyOne = ({ body }: Call) => ({
  results: (body?.orderIds ?? []).map((orderId) => ({ orderId, ok: true })),
})

async function allOf(job: BulkJob): Promise<BulkResult[]> {
  const results: BulkResult[] = []
  for (let part = await job.next(); part; part = await job.next()) results.push(...part)
  return results
}

test('all orders of a cause go by its filter, page after page, only in the step of the cause', async () => {
  answer = ({ body }) => ({
    results: [{ orderId: body?.cursor ?? 'first', ok: true }],
    nextCursor: body?.cursor === undefined ? 'second' : undefined,
  })
  const job = bulkJob({
    group: cause(),
    chosen: { kind: 'all', orders: [] },
    action: skip,
    hasSibling: false,
  })
  expect(job.total).toBe(3)
  expect((await allOf(job)).map(({ orderId }) => orderId)).toEqual(['first', 'second'])
  const filter = {
    state: 'held,inProgress,assessingCancellation',
    errorCode: 'PRODUCT_UNKNOWN',
    connector: 'whmcs',
  }
  const sent = { filter, step: 'billing.add-order', repair: skip.repair }
  expect(calls.map(({ body }) => body)).toEqual([sent, { ...sent, cursor: 'second' }])
})

test('where another cause shares code and system, the orders are read first and each is named with its own step', async () => {
  answer = (call) =>
    call.method === 'GET'
      ? {
          items: call.path.includes('cursor=')
            ? [order('d', 'line.activate:2.1')]
            : [
                order('a', 'line.activate:1.1'),
                order('b', 'billing.add-order'),
                order('c', 'line.activate:2.1'),
              ],
          nextCursor: call.path.includes('cursor=') ? undefined : 'more',
        }
      : everyOne(call)
  const group = cause({ action: 'line.activate', samples: [{ orderId: 'a', step: 'line.activate:1.1' }] })
  const results = await allOf(
    bulkJob({ group, chosen: { kind: 'all', orders: [] }, action: retry, hasSibling: true }),
  )
  expect(results.map(({ orderId }) => orderId)).toEqual(['a', 'c', 'd'])
  const sent = calls.filter(({ method }) => method === 'POST').map(({ body }) => [body?.step, body?.orderIds])
  expect(sent).toEqual([
    ['line.activate:1.1', ['a']],
    ['line.activate:2.1', ['c', 'd']],
  ])
})

test('ticked orders go in parts; a part whose answer was lost is sent again, and no other', async () => {
  const orders = Array.from({ length: 30 }, (_, at) => order(`o${at}`, 'billing.add-order'))
  const job = bulkJob({ group: cause(), chosen: { kind: 'some', orders }, action: retry, hasSibling: false })
  answer = everyOne
  expect(await job.next()).toHaveLength(25)
  answer = () => new TypeError('network gone')
  await expect(job.next()).rejects.toMatchObject({ code: 'OFFLINE' })
  answer = everyOne
  expect((await job.next())?.map(({ orderId }) => orderId)).toEqual(['o25', 'o26', 'o27', 'o28', 'o29'])
  expect(await job.next()).toBeUndefined()
  expect(calls.map(({ body }) => body?.orderIds?.length)).toEqual([25, 5, 5])
})

test('an order that refuses to be cancelled is told and does not hold up the others', async () => {
  const refusal = { error: { code: 'ORDER_PAST_RETURN', message: 'Too late.', correlationId: 'c' } }
  answer = ({ path }) =>
    path.includes('/b/')
      ? Response.json(refusal, { status: 409 })
      : { orderId: 'a', state: 'assessingCancellation' }
  const action = { kind: 'cancel', reason: 'Withdrawn.' } as const
  const chosen = { kind: 'some', orders: [order('a', 'x'), order('b', 'y')] } as const
  const results = await allOf(
    bulkJob({ group: cause(), chosen: { ...chosen, orders: [...chosen.orders] }, action, hasSibling: false }),
  )
  expect(results).toEqual([
    { orderId: 'a', ok: true, state: 'assessingCancellation' },
    { orderId: 'b', ok: false, error: { code: 'ORDER_PAST_RETURN', message: 'Too late.' } },
  ])
})

test('asking for fulfilment again after a lost answer is the same request', async () => {
  const keys: (string | null)[] = []
  vi.stubGlobal('fetch', async (_: string, { headers }: { headers: Headers }) => {
    keys.push(headers.get('idempotency-key'))
    if (keys.length === 1) throw new TypeError('network gone')
    return Response.json({ crmOrderId: '801', generation: 1, isNew: true })
  })
  const group = cause({ action: undefined, samples: [{ orderId: 'a' }], repairs: ['fulfil', 'cancel'] })
  const chosen = { kind: 'some', orders: [order('a')] } as { kind: 'some'; orders: ConsoleOrderSummaryBody[] }
  const job = bulkJob({ group, chosen, action: { kind: 'fulfil' }, hasSibling: false })
  await expect(job.next()).rejects.toMatchObject({ code: 'OFFLINE' })
  expect(await job.next()).toEqual([{ orderId: 'a', ok: true }])
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/)
  expect(keys[1]).toBe(keys[0])
})
