import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RegulatedNumberProvider } from '@turnup/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signatureOf } from '../callback.ts'
import { type DidwwWorld, startDidww } from '../didww-world.ts'
import { idOf } from './index.ts'

/** What DIDWW's own documentation and clients give as examples. */
test.for([
  [
    'szrdgh6547umt7tht7xbqhj6g9gdbyp7',
    'https://mycompany.com/didww_callbacks?opaque=123',
    { id: 'bf2cee72-6caa-4ae2-917e-bea01945691e', status: 'completed', type: 'orders' },
    '30f66e9d72eb5e193051fd02952f70d8e934b4ff',
  ],
  [
    'SOMEAPIKEY',
    'http://example.com/callbacks',
    { status: 'completed', id: '1dd7a68b-e235-402b-8912-fe73ee14243a', type: 'orders' },
    'fe99e416c3547f2f59002403ec856ea386d05b2f',
  ],
  [
    'OTHERAPIKEY',
    'http://example.com/callbacks?foo=bar#baz',
    { status: 'completed', id: '1dd7a68b-e235-402b-8912-fe73ee14243a', type: 'orders' },
    '32754ba93ac1207e540c0cf90371e7786b3b1cde',
  ],
] as const)('the signature of %s is the documented one', ([key, url, fields, signature]) => {
  expect(signatureOf(key, url, fields)).toBe(signature)
})

interface Received {
  method: string
  signature: string
  body: string
}

describe('the imitated carrier', () => {
  let world: DidwwWorld
  let didww: RegulatedNumberProvider
  const received: Received[] = []
  const ear = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const signature = String(request.headers['x-didww-signature'])
      received.push({ method: request.method ?? '', signature, body: Buffer.concat(chunks).toString() })
      response.end()
    })
  })
  let callbackUrl = ''
  beforeAll(async () => {
    await new Promise<void>((resolve) => ear.listen(0, '127.0.0.1', resolve))
    callbackUrl = `http://127.0.0.1:${(ear.address() as AddressInfo).port}/webhooks/numbers/didww`
    world = await startDidww()
    didww = world.connect({ callbackUrl })
  })
  beforeEach(() => {
    world.reset()
    received.length = 0
  })
  afterAll(async () => {
    await world.stop()
    ear.closeAllConnections()
    ear.close()
  })

  const post = (path: string, fields: Record<string, string>) =>
    fetch(`${world.origin}/didww/page/${path}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
    })
  const show = async () => (await fetch(`${world.origin}/didww`)).text()

  async function order(city = 'New York', country = 'US') {
    const place = { country, rateCentreId: idOf('cities', city) }
    const { offers } = await didww.searchNumbers({ ...place, limit: 1 })
    const [offer] = offers
    const planId = offer?.plans[0]?.planId ?? ''
    const made = await didww.orderNumber({ offerId: offer?.offerId ?? '', planId }, 'o/order')
    return { orderId: made.orderId, number: offer?.number ?? '' }
  }
  const hintsOf = () =>
    received.map(({ method, signature, body }) =>
      didww.readCallback({
        method: method === 'GET' ? 'GET' : 'POST',
        url: callbackUrl,
        headers: { 'x-didww-signature': signature },
        fields: Object.fromEntries(new URLSearchParams(body)),
      }),
    )

  test.for([
    [undefined, 1, 1],
    ['duplicate-delivery', 2, 2],
    ['reject', 1, 0],
    ['timeout-before-write', 0, 0],
  ] as const)(
    'a filled order is told of by a signed callback; with the fault %s by %s, %s of them genuine',
    async ([kind, count, genuine]) => {
      if (kind) world.context.faults.add({ system: 'didww', operation: 'callback', kind, count: 1 })
      const { orderId } = await order()
      world.sandbox.fillOrders()
      await world.sandbox.callbacksSent()
      expect(received).toHaveLength(count)
      const hints = hintsOf().filter((hint) => hint !== undefined)
      expect(hints).toHaveLength(genuine)
      for (const hint of hints) expect(hint).toEqual({ about: 'order', orderId })
    },
  )

  test('an address that does not answer harms nothing', async () => {
    const deaf = world.connect({ callbackUrl: 'http://127.0.0.1:9/nobody' })
    const { offers } = await deaf.searchNumbers({ country: 'US', limit: 1 })
    const planId = offers[0]?.plans[0]?.planId ?? ''
    await deaf.orderNumber({ offerId: offers[0]?.offerId ?? '', planId }, 'o/deaf')
    world.sandbox.fillOrders()
    await world.sandbox.callbacksSent()
    expect(world.context.journal.list({ operation: 'callback' })[0]?.outcome).toBe('not reached')
    expect((await didww.findOrder('o/deaf'))?.status).toBe('active')
  })

  test('on its page the carrier’s people fill, approve, reject, block and end; names are not shown there', async () => {
    const { number } = await order('Cape Town', 'ZA')
    world.sandbox.setLooksUntilFilled(100)
    const identity = {
      party: 'personal',
      firstName: 'Ada',
      lastName: 'Morgenstern',
      phone: '+27215550199',
      country: 'ZA',
      birthDate: '1981-04-17',
      idNumber: '810417',
    } as const
    const { identityId } = await didww.createIdentity(identity, 'o/identity')
    const home = { country: 'ZA', city: 'Cape Town', postalCode: '8001', street: '1 Loop Street' }
    const { addressId } = await didww.createAddress({ ...home, identityId }, 'o/address')
    await post('fill', { id: String(world.sandbox.list('orders')[0]?.id) })
    const filled = await didww.findOrder('o/order')
    expect(filled?.waitsFor).toBe('registration')
    await post('papers', { id: identityId })
    expect(world.sandbox.list('proofs')).toHaveLength(4)
    const request = { addressId, numberIds: [filled?.numberId ?? ''] }
    const first = await didww.requestVerification(request, 'o/v:1')
    await post('verify', { id: first.verificationId, reasons: 'Passport has expired\nPhone is missing' })
    expect((await didww.findVerification('o/v:1'))?.problems.map(({ code }) => code)).toEqual([
      'DOCUMENT_EXPIRED',
      'FIELD_MISSING',
    ])
    const html = await show()
    expect(html).toContain('o/identity')
    for (const hidden of ['Morgenstern', '1 Loop Street', '810417']) expect(html).not.toContain(hidden)
    const second = await didww.requestVerification(request, 'o/v:2')
    await post('verify', { id: second.verificationId })
    expect((await didww.findOrder('o/order'))?.status).toBe('active')
    await post('number', { number, action: 'block' })
    expect((await didww.findOrder('o/order'))?.status).toBe('blocked')
    await post('number', { number, action: 'terminate' })
    expect((await didww.findOrder('o/order'))?.status).toBe('terminated')
  })

  test('a person empties the account, sells a number elsewhere, and lets verifications pass by themselves', async () => {
    await post('settings', { dollars: '0.50', looks: '3', approves: 'on' })
    expect(await didww.readBalance()).toEqual({ amountMinor: 50, currency: 'USD' })
    await post('settings', { dollars: '500', looks: '3' })
    await order()
    const statuses: (string | undefined)[] = []
    for (let look = 0; look < 3; look += 1) statuses.push((await didww.findOrder('o/order'))?.status)
    expect(statuses).toEqual(['pending', 'pending', 'active'])
    await post('sell', { number: '+1 212 555 0101' })
    const { offers } = await didww.searchNumbers({ country: 'US', pattern: '+12125550101', limit: 1 })
    expect(offers).toEqual([])
  })

  test('the fault "verification" rejects one, and the next is approved by itself', async () => {
    await post('settings', { dollars: '500', looks: '1', approves: 'on' })
    const message = 'Utility bill is too old'
    world.context.faults.add({
      system: 'didww',
      operation: 'verification',
      kind: 'reject',
      count: 1,
      message,
    })
    await order('Cape Town', 'ZA')
    const numberId = (await didww.findOrder('o/order'))?.numberId ?? ''
    const person = { party: 'personal', firstName: 'A', lastName: 'B', phone: '+27215550199', country: 'ZA' }
    const { identityId } = await didww.createIdentity({ ...person, party: 'personal' }, 'o/identity')
    const home = { country: 'ZA', city: 'Cape Town', postalCode: '8001', street: '1 Loop Street' }
    const { addressId } = await didww.createAddress({ ...home, identityId }, 'o/address')
    for (const [ref, status] of [
      ['o/v:1', 'rejected'],
      ['o/v:2', 'approved'],
    ] as const) {
      await didww.requestVerification({ addressId, numberIds: [numberId] }, ref)
      expect((await didww.findVerification(ref))?.status).toBe(status)
    }
  })

  test('a saved account comes back as it was, with keys that open what was sealed before', async () => {
    await order()
    const paper = { fileName: 'a.pdf', mediaType: 'application/pdf', content: Buffer.from('paper') } as const
    const { documentId } = await didww.uploadDocument(paper, 'o/paper')
    const saved = structuredClone(world.sandbox.save())
    world.sandbox.reset()
    expect(await didww.findOrder('o/order')).toBeUndefined()
    world.sandbox.load(saved)
    expect((await didww.findOrder('o/order'))?.orderId).toBeTruthy()
    expect(Buffer.from(world.sandbox.readDocument(documentId)).toString()).toBe('paper')
  })

  test('the check names each mistake', async () => {
    const levels = async (change: Record<string, unknown>) =>
      (await world.connect(change).check()).filter(({ level }) => level !== 'ok').map(({ id }) => id)
    expect(await levels({ callbackUrl })).toEqual([])
    expect(await levels({})).toEqual(['didww.callbacks'])
    expect(await levels({ callbackUrl, accessPoint: 'moon' })).toEqual(['didww.access-point'])
    expect(await levels({ callbackUrl, apiKey: 'some-other-key' })).toEqual(['didww.credentials'])
    world.sandbox.setBalance(5_00)
    expect(await levels({ callbackUrl })).toEqual(['didww.credentials'])
    expect(JSON.stringify([world.context.journal.list(), world.exchanges])).not.toContain('sandbox-api-key')
  })
})
