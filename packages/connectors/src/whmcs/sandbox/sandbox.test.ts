import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Faults, Journal, SandboxClock, type SandboxContext } from '../../sandbox-kit/index.ts'
import { createWhmcsSandbox, sandboxWhmcsCredentials, type WhmcsSandbox } from './index.ts'

let context: SandboxContext
let sandbox: WhmcsSandbox
let app: FastifyInstance
let clientId: string
beforeEach(async () => {
  context = {
    journal: new Journal(),
    faults: new Faults(),
    clock: new SandboxClock(),
    changed() {},
    latencyMs: 0,
  }
  sandbox = createWhmcsSandbox(context, { returnUrl: 'http://shop.example/' })
  app = fastify()
  await sandbox.routes?.(app)
  clientId = sandbox.addClient({ email: 'ada@example.com', firstname: 'Ada', lastname: '<Moreno>' })
})
afterEach(() => app.close())

const form = { 'content-type': 'application/x-www-form-urlencoded' }
async function api(action: string, params: Record<string, string> = {}) {
  const payload = new URLSearchParams({ ...sandboxWhmcsCredentials, action, ...params }).toString()
  const answer = await app.inject({ method: 'POST', url: '/whmcs/includes/api.php', headers: form, payload })
  return { status: answer.statusCode, body: answer.json() as Record<string, unknown> }
}
const line = { clientid: '2', paymentmethod: 'stripe', 'pid[0]': '101', 'billingcycle[0]': 'monthly' }

describe('the API, as carelessly as WHMCS answers', () => {
  test('errors come with HTTP 200, wrong credentials do not', async () => {
    expect(await api('GetInvoice', { invoiceid: '9' })).toEqual({
      status: 200,
      body: { result: 'error', message: 'Invoice ID Not Found' },
    })
    expect(await api('Nonsense')).toMatchObject({ body: { message: 'Action Nonsense not found' } })
    expect(await api('GetProducts', { secret: 'wrong' })).toEqual({
      status: 403,
      body: { result: 'error', message: 'Authentication Failed' },
    })
  })

  test('a plain pid is no array; pid[] is one', async () => {
    const { 'pid[0]': _pid, ...rest } = line
    const plain = await api('AddOrder', { ...rest, pid: '101' })
    expect(plain.body.message).toBe("Expecting parameter 'pid' to be an array")
    const payload = `${new URLSearchParams({ ...sandboxWhmcsCredentials, action: 'AddOrder', ...rest })}&pid[]=101&pid%5B%5D=103`
    const answer = await app.inject({
      method: 'POST',
      url: '/whmcs/includes/api.php',
      headers: form,
      payload,
    })
    expect(answer.json()).toMatchObject({ result: 'success', serviceids: '1,2' })
  })

  test('the same AddOrder twice makes two orders and two invoices', async () => {
    await api('AddOrder', line)
    await api('AddOrder', line)
    expect(sandbox.listOrders(clientId)).toHaveLength(2)
    expect(sandbox.listInvoices(clientId)).toHaveLength(2)
  })

  test('options in a wrong shape become the cheapest value without a word', async () => {
    const asText = Buffer.from('11=112').toString('base64')
    expect((await api('AddOrder', { ...line, 'configoptions[0]': asText })).body.result).toBe('success')
    expect(sandbox.listServices(clientId)[0]?.options).toEqual({ 11: '111' })
  })

  test('an order is accepted once, cancelled only while pending, and what it bills moves with it', async () => {
    await api('AddOrder', line)
    await api('AddOrder', line)
    expect((await api('AcceptOrder', { orderid: '1' })).body.result).toBe('success')
    for (const action of ['AcceptOrder', 'CancelOrder']) {
      expect((await api(action, { orderid: '1' })).body.message).toBe(
        'Order ID not found or Status not Pending',
      )
    }
    await api('CancelOrder', { orderid: '2' })
    expect(sandbox.listServices(clientId).map(({ status }) => status)).toEqual(['Active', 'Cancelled'])
    expect(sandbox.listInvoices(clientId).map(({ status }) => status)).toEqual(['Unpaid', 'Cancelled'])
  })

  test('a payment gateway that is not there is refused with the list of those that are', async () => {
    const { body } = await api('AddOrder', { ...line, paymentmethod: 'paypal' })
    expect(body.message).toBe('Invalid Payment Method. Valid options include stripe,banktransfer')
  })

  test('the due date moves on by a month, to the last day where the month is shorter', async () => {
    context.clock.move(Date.parse('2027-01-31T12:00:00Z') - Date.now())
    await api('AddOrder', line)
    await api('AcceptOrder', { orderid: '1' })
    const { body } = await api('GetClientsProducts', { clientid: clientId })
    expect(body).toMatchObject({
      products: { product: [{ regdate: '2027-01-31', nextduedate: '2027-02-28' }] },
    })
  })

  test('no credentials in the journal', async () => {
    await api('AddOrder', line)
    await api('AddClient', { email: 'new@example.com', password2: 'pass-word', skipvalidation: '1' })
    const journal = JSON.stringify(context.journal.list())
    for (const secret of [...Object.values(sandboxWhmcsCredentials), 'pass-word']) {
      expect(journal).not.toContain(secret)
    }
  })

  test('everything survives a save and a load into another sandbox', async () => {
    await api('AddOrder', line)
    sandbox.addCard(clientId)
    const saved: unknown = structuredClone(sandbox.save())
    const other = createWhmcsSandbox(context)
    other.load(saved)
    expect(other.listOrders(clientId)).toEqual(sandbox.listOrders(clientId))
    other.reset()
    expect(other.listOrders()).toEqual([])
  })
})

describe('the pages where a person acts', () => {
  async function signIn(path = 'index.php?rp=/account/paymentmethods') {
    const { body } = await api('CreateSsoToken', {
      client_id: clientId,
      destination: 'sso:custom_redirect',
      sso_redirect_path: path,
    })
    return new URL(String(body.redirect_url))
  }
  const open = (link: URL) => app.inject({ url: link.pathname + link.search })
  const cookieOf = (answer: Awaited<ReturnType<typeof open>>) =>
    String(answer.headers['set-cookie']).split(';')[0] ?? ''

  test('a link signs in once and leads to the page', async () => {
    const link = await signIn()
    const first = await open(link)
    expect(first.headers.location).toBe('/whmcs/index.php?rp=/account/paymentmethods')
    expect((await open(link)).statusCode).toBe(403)
  })

  test('a link is dead after a minute', async () => {
    const link = await signIn()
    context.clock.move(61_000)
    expect((await open(link)).statusCode).toBe(403)
  })

  test('a link never leads away from WHMCS', async () => {
    const answer = await open(await signIn('//evil.example/'))
    expect(answer.headers.location).toBe('/whmcs/evil.example/')
  })

  test('a card is added and removed; its number is kept nowhere', async () => {
    const answer = await open(await signIn())
    const cookie = cookieOf(answer)
    const post = (url: string, payload: string) =>
      app.inject({ method: 'POST', url, headers: { ...form, cookie }, payload })
    await post('/whmcs/cards/add', 'number=4111+1111+1111+9876&expiry=11%2F31')
    const page = await app.inject({ url: String(answer.headers.location), headers: { cookie } })
    expect(page.body).toContain('•••• 9876')
    expect(page.body).toContain('http://shop.example/')
    expect(page.body).not.toContain('<Moreno>')
    const { body } = await api('GetPayMethods', { clientid: clientId })
    expect(body).toMatchObject({ paymethods: [{ card_last_four: '9876', expiry_date: '11/31' }] })
    expect(JSON.stringify([sandbox.save(), context.journal.list()])).not.toContain('411111')
    await post('/whmcs/cards/remove', 'id=1')
    expect((await app.inject({ url: String(answer.headers.location), headers: { cookie } })).body).toContain(
      'Nothing yet',
    )
  })

  test('an invoice is paid by its own client with a card, and shown to nobody else', async () => {
    await api('AddOrder', line)
    sandbox.addCard(clientId)
    const cookie = cookieOf(await open(await signIn('viewinvoice.php?id=1')))
    const url = '/whmcs/viewinvoice.php'
    expect((await app.inject({ url: `${url}?id=1` })).statusCode).toBe(401)
    expect((await app.inject({ url: `${url}?id=1`, headers: { cookie } })).body).toContain(
      '<button>Pay</button>',
    )
    await app.inject({ method: 'POST', url, headers: { ...form, cookie }, payload: 'id=1' })
    expect(sandbox.listInvoices(clientId)[0]?.status).toBe('Paid')

    clientId = sandbox.addClient({ email: 'bruno@example.com' })
    const other = cookieOf(await open(await signIn()))
    expect((await app.inject({ url: `${url}?id=1`, headers: { cookie: other } })).statusCode).toBe(404)
  })

  test('the overview lists orders, services and clients, escaped', async () => {
    await api('AddOrder', { ...line, notes: '<script>' })
    const { body } = await app.inject({ url: '/whmcs/' })
    expect(body).toContain('Home Fibre 1 Gbit/s')
    expect(body).toContain('ada@example.com')
    expect(body).not.toContain('<script>')
  })
})

test('nothing that an order needs walks through all orders, however many there are', async () => {
  await api('AddOrder', line)
  sandbox.addCard(clientId)
  const state = sandbox.save() as Record<string, unknown>
  const walk = () => {
    throw new Error('all of a map was walked through')
  }
  for (const map of Object.values(state).filter((value) => value instanceof Map)) {
    Object.assign(map, { keys: walk, values: walk, entries: walk, forEach: walk, [Symbol.iterator]: walk })
  }
  const calls: [string, Record<string, string>][] = [
    ['AddClient', { email: 'next@example.com', password2: 'x', skipvalidation: '1' }],
    ['GetClientsDetails', { email: 'ada@example.com' }],
    ['GetPayMethods', { clientid: clientId }],
    ['AddOrder', line],
    ['AcceptOrder', { orderid: '1' }],
    ['CancelOrder', { orderid: '2' }],
    ['GetOrders', { id: '1' }],
    ['GetOrders', { userid: clientId }],
    ['GetClientsProducts', { clientid: clientId }],
    ['GetClientsProducts', { clientid: clientId, serviceid: '1' }],
    ['UpdateClientProduct', { serviceid: '1', notes: 'x' }],
    ['GetInvoices', { userid: clientId }],
    ['GetInvoice', { invoiceid: '1' }],
    ['CapturePayment', { invoiceid: '1' }],
    ['CreateInvoice', { userid: clientId, itemdescription1: 'x', itemamount1: '1.00' }],
    ['CreateSsoToken', { client_id: clientId, destination: 'clientarea:services' }],
  ]
  for (const [action, params] of calls) {
    expect((await api(action, params)).body, action).toMatchObject({ result: 'success' })
  }
  expect((await app.inject({ url: '/whmcs/' })).statusCode).toBe(200)
})
