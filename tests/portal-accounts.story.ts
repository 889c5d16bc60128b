import type { FaultRule } from '@turnup/connectors/sandbox-kit'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { crmAccount, crmRecordsOf } from './stack/crm-records.ts'
import { type Customer, password, signUp } from './stack/customer.ts'
import { performed } from './stack/effects.ts'
import { awaitMail, mailsTo } from './stack/mailbox.ts'
import { expectRefusal } from './stack/refusal.ts'
import { type Session, signIn } from './stack/sign-in.ts'
import { type Stack, startStack } from './stack/start-stack.ts'

let stack: Stack
let nextNumber = 2000

beforeAll(async () => {
  stack = await startStack()
})
afterEach(() => stack.sandbox.context.faults.clear())
afterAll(() => stack?.stop())

const newCustomer = () => signUp(stack.api, stack.sandbox, `C-${nextNumber++}`)

describe('a sign-up that is cut off goes on where it stopped', () => {
  const clientsWith = (email: string) => {
    const { clients } = stack.sandbox.systems.whmcs.save() as { clients: Map<number, { email: string }> }
    return [...clients.values()].filter((client) => client.email === email)
  }

  test.each<[string, string, string, FaultRule['kind']]>([
    ['before Salesforce was asked', 'salesforce', 'query', 'http-500'],
    ['before billing was asked', 'whmcs', 'GetClientsDetails', 'timeout-before-write'],
    ['when the answer to AddClient is lost', 'whmcs', 'AddClient', 'timeout-after-write'],
    ['when AddClient answers an error page', 'whmcs', 'AddClient', 'malformed'],
    ['when AddClient fails after its work', 'whmcs', 'AddClient', 'http-500-after-write'],
    ['when AddClient never arrives', 'whmcs', 'AddClient', 'timeout-before-write'],
    ['when the contact’s answer is lost', 'salesforce', 'POST /sobjects/Contact', 'timeout-after-write'],
    ['when the account cannot be written', 'salesforce', 'PATCH /sobjects/Account', 'http-500'],
    ['when the case’s answer is lost', 'salesforce', 'POST /sobjects/Case', 'timeout-after-write'],
    ['when the case never arrives', 'salesforce', 'POST /sobjects/Case', 'timeout-before-write'],
  ])('%s', async (_when, system, operation, kind) => {
    const customerNumber = `C-${nextNumber++}`
    const email = `${customerNumber.toLowerCase()}@people.example`
    const form = { email, password, firstName: 'Ada', lastName: 'Moreno', sfNumber: customerNumber }
    stack.sandbox.context.faults.add({ system, operation, kind, count: 1 })
    const first = await stack.api.request('POST', '/api/auth/signup', form)
    expect([201, 503]).toContain(first.status)
    if (first.status === 503) {
      expect(first.headers.get('retry-after')).toMatch(/^\d+$/)
      expect((await stack.api.request('POST', '/api/auth/signup', form)).status).toBe(201)
    }
    expect(clientsWith(email)).toHaveLength(1)
    expect(
      crmRecordsOf(stack, { customerNumber }, 'Contact').filter(({ Email }) => Email === email),
    ).toHaveLength(1)
    expect(crmRecordsOf(stack, { customerNumber }, 'Case')).toMatchObject([{ Type: 'General Inquiry' }])
    const again = await stack.api.request('POST', '/api/auth/signup', form)
    expect(again.status).toBe(409)
    await awaitMail(stack, email, 'welcome')
    expect(mailsTo(stack, email, 'welcome')).toHaveLength(1)
  })

  test('sent three times at once it makes one customer', async () => {
    const customerNumber = `C-${nextNumber++}`
    const email = `${customerNumber.toLowerCase()}@people.example`
    const form = { email, password, firstName: 'Ada', lastName: 'Moreno', sfNumber: customerNumber }
    const send = () => stack.api.request('POST', '/api/auth/signup', form)
    const answers = await Promise.all([send(), send(), send()])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    expect(clientsWith(email)).toHaveLength(1)
    expect(crmRecordsOf(stack, { customerNumber }, 'Case')).toHaveLength(1)
  })
})

describe('a sign-up links the three systems (R026, R029, R030, R034)', () => {
  test('with the e-mail address of the account: no case, no review', async () => {
    const form = { password, firstName: 'Demo', lastName: 'Customer', sfNumber: 'C-2800' }
    const email = 'Customer2800@Example.com'
    const answer = await stack.api.request('POST', '/api/auth/signup', { ...form, email })
    expect(answer.status).toBe(201)
    expect(crmRecordsOf(stack, { customerNumber: 'C-2800' }, 'Case')).toEqual([])
    expect(await reviewReason(email)).toBeNull()
    const [client] = [...savedClients().values()].filter(({ email: one }) => one === email)
    expect(client?.customFields.get('198')).toBe('C-2800')
    expect(crmAccount(stack, 'C-2800')).toMatchObject({
      WH_Account__c: String(client?.id),
      Portal_Status__c: 'Active',
      Portal_Registration_Source__c: 'Portal Signup',
    })
  })

  test('with another one: customer service gets a case with both, the user is marked, the account is left alone', async () => {
    const customer = await signUp(stack.api, stack.sandbox, 'C-2801')
    const [review] = crmRecordsOf(stack, customer, 'Case')
    expect(review).toMatchObject({ Type: 'General Inquiry', Status: 'New' })
    expect(review?.Description).toContain('customer2801@example.com')
    expect(review?.Description).toContain(customer.email)
    expect(await reviewReason(customer.email)).toMatch(/^EMAIL_DIFFERS: case \d+/)
    const contacts = crmRecordsOf(stack, customer, 'Contact').map(({ Email }) => Email)
    expect(contacts).toEqual(['customer2801@example.com', customer.email])
    expect((await customer.api.request('GET', '/api/support/cases')).body).toEqual({ cases: [] })
  })

  const savedClients = () =>
    (
      stack.sandbox.systems.whmcs.save() as {
        clients: Map<number, { id: number; email: string; customFields: Map<string, string> }>
      }
    ).clients
  const reviewReason = async (email: string) => {
    const user = await stack.server.services.db
      .selectFrom('portal_user')
      .select('review_reason')
      .where('email', '=', email)
      .executeTakeFirstOrThrow()
    return user.review_reason
  }
})

describe('sessions', () => {
  const refresh = (refreshToken: string) =>
    stack.api.request<Session>('POST', '/api/auth/refresh', { refreshToken })
  const refused = (refreshToken: string, code: string) =>
    expectRefusal(
      stack,
      { method: 'POST', path: '/api/auth/refresh', body: { refreshToken } },
      { status: 401, code },
    )

  test('rotate: each refresh token is for one use, and one that comes twice ends its sign-in alone', async () => {
    const customer = await newCustomer()
    const other = await signIn(stack, customer)
    const second = await refresh(customer.refreshToken)
    expect(second.status).toBe(200)
    expect((await stack.api.as(second.body.accessToken).request('GET', '/api/me')).status).toBe(200)
    await refused(customer.refreshToken, 'REFRESH_TOKEN_REUSED')
    await refused(second.body.refreshToken, 'REFRESH_TOKEN_INVALID')
    expect((await refresh(other.refreshToken)).status).toBe(200)
  })

  test('end with the sign-out, for good', async () => {
    const customer = await newCustomer()
    const { refreshToken } = await signIn(stack, customer)
    expect((await stack.api.request('POST', '/api/auth/logout', { refreshToken })).status).toBe(204)
    await refused(refreshToken, 'REFRESH_TOKEN_INVALID')
    expect((await stack.api.request('POST', '/api/auth/logout', { refreshToken })).status).toBe(204)
  })

  test('the mailed link sets a new password once and ends every session', async () => {
    const customer = await newCustomer()
    const other = await signIn(stack, customer)
    const ask = { email: customer.email }
    expect((await stack.api.request('POST', '/api/auth/password-reset/request', ask)).status).toBe(204)
    const { text } = await awaitMail(stack, customer.email, 'password-reset')
    const token = /\/reset-password#token=([\w-]+)/.exec(text)?.[1]
    const newPassword = 'seven boats in the rain'
    const confirm = { token, password: newPassword }
    const path = '/api/auth/password-reset/confirm'
    expect((await stack.api.request('POST', path, confirm)).status).toBe(204)
    for (const ended of [customer, other]) {
      expect((await refresh(ended.refreshToken)).status).toBe(401)
    }
    await expectRefusal(
      stack,
      { method: 'POST', path: '/api/auth/login', body: { email: customer.email, password } },
      { status: 401, code: 'CREDENTIALS_WRONG' },
    )
    await signIn(stack, customer, newPassword)
    await expectRefusal(
      stack,
      { method: 'POST', path, body: confirm },
      { status: 422, code: 'RESET_LINK_INVALID', field: 'token' },
    )
  })
})

describe('what billing keeps', () => {
  const address = {
    street: '12 Quay Road',
    addressLine2: 'c/o Harbour',
    buildingName: 'Pier House',
    roomNumber: '4b',
    city: 'San Juan',
    state: 'PR',
    postalCode: '00901',
    country: 'Puerto Rico',
    phone: '(787) 555-0143',
  }

  test('the address goes to billing alone, complete and in its form (R042 to R046)', async () => {
    const customer = await newCustomer()
    const before = structuredClone(crmAccount(stack, customer.customerNumber))
    const profile = await customer.api.request('GET', '/api/me/billing')
    expect(profile.body).toMatchObject({ addressComplete: false, email: customer.email })
    const saved = await customer.api.request('PATCH', '/api/me/billing', address)
    expect(saved.status).toBe(200)
    const { phone: _, ...written } = address
    expect(saved.body).toMatchObject({
      address: { ...written, country: 'PR' },
      phone: '+17875550143',
      addressComplete: true,
      missing: [],
    })
    expect((await customer.api.request('GET', '/api/me/billing')).body).toEqual(saved.body)
    expect(crmAccount(stack, customer.customerNumber)).toEqual(before)
    await expectRefusal(
      stack,
      {
        as: customer.api,
        method: 'PATCH',
        path: '/api/me/billing',
        body: { ...address, country: 'Atlantis' },
      },
      { status: 400, code: 'COUNTRY_UNKNOWN', field: 'country' },
    )
  })

  test('the card is added behind a link for one use, and the gate opens (R048, R049, R051)', async () => {
    const customer = await newCustomer()
    expect(await hasPaymentMethod(customer)).toBe(false)
    const link = await customer.api.request<{ url: string; expiresInSeconds: number }>(
      'POST',
      '/api/auth/sso-link',
      { destination: 'payment-methods' },
    )
    expect(link.body.expiresInSeconds).toBe(60)
    const entered = await fetch(link.body.url, { redirect: 'manual' })
    expect(entered.headers.get('location')).toContain('rp=/account/paymentmethods')
    const cookie = String(entered.headers.get('set-cookie')).split(';')[0] as string
    const added = await fetch(`${stack.sandbox.url}/whmcs/cards/add`, {
      method: 'POST',
      headers: { cookie },
      body: new URLSearchParams({ number: '4242 4242 4242 4242' }),
    })
    expect(added.status).toBe(200)
    expect((await fetch(link.body.url, { redirect: 'manual' })).status).toBe(403)
    expect(await hasPaymentMethod(customer)).toBe(true)
    const tokens = performed(stack.sandbox, 'whmcs', 'CreateSsoToken')
    expect(tokens).toBe(1)
  })

  const hasPaymentMethod = async (customer: Customer) =>
    (await customer.api.request('GET', '/api/billing/payment-methods/summary')).body.hasPaymentMethod
})
