import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Customer, password, placeOrder } from './stack/customer.ts'
import { databaseSaid, listeningClient, occurrences, type Said, type Secret } from './stack/find-secrets.ts'
import { awaitMail } from './stack/mailbox.ts'
import { operatorPassword, repair, signInOperator } from './stack/operator.ts'
import { customerWithCard, expectOneOfEach } from './stack/orders-in-hand.ts'
import type { ApiClient } from './stack/portal-client.ts'
import { type ServerProcess, startServerProcess, withoutOwnServer } from './stack/server-process.ts'
import { signIn } from './stack/sign-in.ts'
import { callWebhook, fulfilPath } from './stack/signed-webhook.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { waitFor, waitForState } from './stack/wait-for.ts'

const card = '4000056655665556'
const typedIccid = '8901260862291477115'
const eid = '89049032004008882600033489842710'
const newPassword = 'seven boats in the rain'
const wrongPassword = 'nine candles under water'
const callback = '/api/es2plus/gsma/rsp2/es2plus/handleDownloadProgressInfo'

let stack: Stack
let server: ServerProcess
let operator: ApiClient
/** Everything that any API has answered. */
const answers: Said[] = []
const secrets: Secret[] = []
/** For their bearers alone: in the answers that hand them out, and nowhere else. */
const handedOut: Secret[] = []

const keep = (list: Secret[], name: string, value: unknown) => list.push({ name, value: String(value) })

beforeAll(async () => {
  stack = await startStack()
  server = await startServerProcess(stack, {
    LOG_LEVEL: 'trace',
    ES2PLUS_CALLBACK_ALLOWED_IPS: '127.0.0.0/8',
  })
  stack = { ...(await withoutOwnServer(stack)), api: listeningClient(server.api, answers) }
  stack.sandbox.context.callbackUrl = new URL(callback, server.url).href
  operator = listeningClient(await signInOperator(stack, server.url), answers)
  await everythingThatHappens()
  await collectSecrets()
}, 60_000)
afterAll(async () => {
  await server?.stop()
  await stack?.stop()
})

/** Orders with troubles, repairs, the life of an eSIM, sign-ins good and bad, and an operator who reads it all. */
async function everythingThatHappens(): Promise<void> {
  const customer = await customerWithCard(stack)
  stack.sandbox.systems.whmcs.addCard(customer.billingClientId, card)
  const esim = await troubledOrder(customer)
  await lifeOfTheEsim(customer, esim)
  const sim = await placeOrder(customer, [{ productId: 'SIM-DATA-20', configOptions: { iccid: typedIccid } }])
  stack.sandbox.systems.salesforce.approveOrder(sim.crmOrderId)
  await waitForState(stack, sim.crmOrderId, 'completed')
  const cancelled = await cancelledOrder(customer)
  await signInsGoodAndBad(customer)
  const orders = [esim, sim.crmOrderId, cancelled]
  await portalReads(customer, orders)
  await consoleReads(orders)
  const forged = [
    { key: 'another-key-of-more-than-thirty-two-characters' },
    { bearerToken: 'no-such-bearer-token-at-all' },
  ]
  for (const call of [{}, ...forged]) {
    const path = fulfilPath(esim)
    const { body } = await callWebhook(stack, { ...call, url: server.url, path, body: { orderId: esim } })
    answers.push({ where: `POST ${path}`, text: JSON.stringify(body) })
  }
  for (const path of ['/metrics', '/health/ready']) await stack.api.request('GET', path)
}

async function troubledOrder(customer: Customer): Promise<string> {
  const { faults } = stack.sandbox.context
  const { crmOrderId } = await placeOrder(customer)
  faults.add({ system: 'es2plus', operation: 'downloadOrder', kind: 'http-500-after-write', count: 1 })
  faults.add({ system: 'es2plus', operation: 'confirmOrder', kind: 'malformed', count: 1 })
  faults.add({ system: 'mvne', operation: 'activateLine', kind: 'reject', count: 1 })
  faults.add({ system: 'whmcs', operation: 'AddOrder', kind: 'timeout-after-write', count: 1 })
  stack.sandbox.systems.salesforce.approveOrder(crmOrderId)
  await waitForState(stack, crmOrderId, 'held')
  await repairStuck(crmOrderId)
  await expectOneOfEach(stack, { customer, crmOrderId })
  return crmOrderId
}

async function repairStuck(crmOrderId: string): Promise<void> {
  const { body } = await operator.request<{ nextAction: { step: string } }>(
    'GET',
    `/api/console/orders/${crmOrderId}`,
  )
  const answer = await repair(operator, crmOrderId, body.nextAction.step, { kind: 'retry' })
  expect(answer.status).toBe(200)
}

async function lifeOfTheEsim({ api }: Customer, crmOrderId: string): Promise<void> {
  const order = await api.request<{ whmcsServiceIds: number[] }>('GET', `/api/orders/${crmOrderId}`)
  const service = `/api/subscriptions/${order.body.whmcsServiceIds[0]}`
  const scan = async () => {
    const { body } = await api.request<{ activationCode: string }>('GET', `${service}/esim-activation`)
    keep(secrets, 'an activation code', body.activationCode)
    keep(secrets, 'a matching id', body.activationCode.split('$')[2])
    await fetch(`${stack.sandbox.url}/es2plus/phone`, {
      method: 'POST',
      body: new URLSearchParams({ activationCode: body.activationCode }),
      redirect: 'manual',
    })
  }
  await scan()
  const [line] = stack.sandbox.systems.mvne.save() as { iccid: string }[]
  const report = {
    header: { functionRequesterIdentifier: '1.2.3', functionCallIdentifier: 'progress-1' },
    eid,
    iccid: line?.iccid,
    profileType: 'DATA-5G',
    timestamp: new Date().toISOString(),
    notificationPointId: 4,
    notificationPointStatus: { status: 'Executed-Success' },
  }
  const reported = await stack.api.request('POST', callback, report, {
    'x-admin-protocol': 'gsma/rsp/v2.2.2',
  })
  expect(reported.status).toBe(204)
  const key = () => ({ 'idempotency-key': randomUUID() })
  const reissued = await api.request('POST', `${service}/reissue-esim`, { reason: 'New phone' }, key())
  expect(reissued.body).toMatchObject({ status: expect.stringMatching(/Completed|InProgress/) })
  await waitFor(
    'the new code',
    async () => (await api.request('GET', `${service}/esim-activation`)).status === 200,
  )
  await scan()
  const toppedUp = await api.request('POST', `${service}/topup`, { amount: 5 }, key())
  expect(toppedUp.body).toMatchObject({ status: expect.stringMatching(/Completed|InProgress/) })
}

async function cancelledOrder(customer: Customer): Promise<string> {
  const { crmOrderId } = await placeOrder(customer)
  stack.sandbox.context.faults.add({ system: 'whmcs', operation: 'AcceptOrder', kind: 'reject', count: 1 })
  stack.sandbox.systems.salesforce.approveOrder(crmOrderId)
  await waitForState(stack, crmOrderId, 'held')
  const cancel = `/api/console/orders/${crmOrderId}/cancel`
  expect((await operator.request('POST', cancel, { reason: 'Withdrawn' })).status).toBe(200)
  await waitForState(stack, crmOrderId, 'cancelled')
  return crmOrderId
}

async function signInsGoodAndBad(customer: Customer): Promise<void> {
  const { email } = customer
  for (const door of ['/api/auth/login', '/api/console/auth/login']) {
    expect((await stack.api.request('POST', door, { email, password: wrongPassword })).status).toBe(401)
  }
  const session = await signIn(stack, customer)
  await stack.api.request('POST', '/api/auth/refresh', { refreshToken: session.refreshToken })
  const sso = await customer.api.request<Record<string, string>>('POST', '/api/auth/sso-link', {
    destination: 'payment-methods',
  })
  expect(sso.status).toBe(200)
  keep(handedOut, 'an SSO link', sso.body.url)
  await stack.api.request('POST', '/api/auth/password-reset/request', { email })
  const { text } = await awaitMail(stack, email, 'password-reset')
  const token = /#token=([\w-]+)/.exec(text)?.[1]
  keep(handedOut, 'a password reset token', token)
  const confirm = { token, password: newPassword }
  const confirmed = await stack.api.request('POST', '/api/auth/password-reset/confirm', confirm)
  expect(confirmed.status).toBe(204)
}

async function portalReads(customer: Customer, orders: string[]): Promise<void> {
  const { accessToken } = await signIn(stack, customer, newPassword)
  const api = stack.api.as(accessToken)
  const pages = ['/api/me', '/api/me/billing', '/api/billing/payment-methods/summary', '/api/orders']
  const others = ['/api/subscriptions', '/api/invoices', '/api/catalog/personalized', '/api/support/cases']
  const details = orders.map((crmOrderId) => `/api/orders/${crmOrderId}`)
  for (const path of [...pages, ...others, ...details])
    expect((await api.request('GET', path)).status, path).toBe(200)
}

async function consoleReads(orders: string[]): Promise<void> {
  const desk = [
    'orders',
    'orders/counts',
    'fallout',
    'mails',
    'audit?limit=200',
    'overview',
    'customers',
    'catalogue',
  ]
  const system = ['connectors', 'operators', 'me']
  const details = orders.flatMap((crmOrderId) =>
    ['', '/timeline?limit=200', '/attempts?limit=100'].map((more) => `orders/${crmOrderId}${more}`),
  )
  for (const path of [...desk, ...system, ...details])
    expect((await operator.request('GET', `/api/console/${path}`)).status, path).toBe(200)
  for (const id of ['salesforce', 'whmcs', 'es2plus', 'mvne'])
    await operator.request('POST', `/api/console/connectors/${id}/check`)
}

/** What the outside systems hold in full, what people typed, and what opens a door. */
async function collectSecrets(): Promise<void> {
  const { es2plus, mvne, salesforce, whmcs } = stack.sandbox.systems
  const { profiles } = es2plus.save() as { profiles: { iccid: string; matchingId?: string }[] }
  for (const { iccid, matchingId } of profiles) {
    keep(secrets, 'an ICCID', iccid)
    if (matchingId) keep(secrets, 'a matching id', matchingId)
  }
  for (const { iccid } of mvne.save() as { iccid: string }[]) keep(secrets, 'an ICCID', iccid)
  for (const [name, value] of Object.entries({
    typedIccid,
    eid,
    card,
    password,
    newPassword,
    wrongPassword,
    operatorPassword,
  }))
    keep(secrets, name, value)
  const opening = /PRIVATE_KEY|SECRET|_API_KEY|MASTER_KEY|WEBHOOK_KEY|BEARER_TOKEN|DATABASE_URL/
  for (const [name, value] of Object.entries(stack.environment))
    if (opening.test(name)) keep(secrets, name, value)
  keep(secrets, 'the private key', salesforce.demoCredentials().privateKey.split('\n')[1])
  const { sessions } = salesforce.save() as { sessions: { tokens: [string, number][] } }
  for (const [token] of sessions.tokens) keep(secrets, 'a Salesforce session', token)
  const { ssoTokens } = whmcs.save() as { ssoTokens: Map<string, unknown> }
  for (const token of ssoTokens.keys()) keep(handedOut, 'an SSO token', token)
  for (const { text } of answers.filter(({ where }) => /auth\/(login|signup|refresh)/.test(where)))
    for (const [, token] of text.matchAll(/"(?:access|refresh)Token":"([^"]+)"/g))
      keep(handedOut, 'a token', token)
}

test('the search finds what there is to find', () => {
  expect(secrets.length).toBeGreaterThan(20)
  expect(handedOut.length).toBeGreaterThan(5)
  const said = [{ where: 'a column', text: `\\x00${Buffer.from(typedIccid).toString('hex')}` }]
  expect(occurrences(secrets, said)).toContain('typedIccid in a column')
  expect(answers.length).toBeGreaterThan(50)
  // The one page that shows a code.
  const shown = occurrences(secrets, answers)
  expect(shown.length).toBeGreaterThanOrEqual(2)
  for (const found of shown) expect(found).toMatch(/esim-activation$/)
})

test('no column of the database holds a secret in clear', async () => {
  const said = await databaseSaid(stack)
  expect(new Set(said.map(({ where }) => where.split('.')[0])).size).toBeGreaterThan(12)
  expect(occurrences([...secrets, ...handedOut], said)).toEqual([])
})

test('no line of the log does, not even at its most talkative', () => {
  const lines = server.log().split('\n')
  expect(lines.length).toBeGreaterThan(100)
  expect(
    occurrences(
      [...secrets, ...handedOut],
      lines.map((text) => ({ where: text.slice(0, 300), text })),
    ),
  ).toEqual([])
})

test('no mail does, but for the one-time link that it is about', () => {
  const mails = stack.sandbox.systems.mail.save() as { messageId: string }[]
  expect(mails.length).toBeGreaterThan(6)
  const said = mails.map((mail) => ({ where: mail.messageId, text: JSON.stringify(mail) }))
  expect(occurrences(secrets, said)).toEqual([])
  expect(
    occurrences(
      handedOut,
      said.filter(({ where }) => !where.startsWith('password-reset')),
    ),
  ).toEqual([])
})

test('no answer of an API does, but for the owner’s activation page and the sign-ins', () => {
  const others = answers.filter(({ where }) => !where.endsWith('/esim-activation'))
  expect(occurrences(secrets, others)).toEqual([])
  const unexpected = others.filter(({ where }) => !/\/auth\/(login|signup|refresh|sso-link)/.test(where))
  expect(occurrences(handedOut, unexpected)).toEqual([])
})

test('neither CRM nor billing is told the numbers of a SIM', () => {
  const { salesforce, whmcs } = stack.sandbox.systems
  const objects = ['Account', 'Contact', 'Order', 'OrderItem', 'Opportunity', 'Case']
  const said = [
    ...objects.map((object) => ({ where: object, text: JSON.stringify(salesforce.listRecords(object)) })),
    { where: 'WHMCS services', text: JSON.stringify(whmcs.listServices()) },
    { where: 'WHMCS orders', text: JSON.stringify(whmcs.listOrders()) },
    { where: 'the journal of all calls', text: JSON.stringify(stack.sandbox.context.journal.list()) },
  ]
  expect(occurrences(secrets, said)).toEqual([])
})
