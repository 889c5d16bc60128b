import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createPortalWorld, goodPassword, type PortalWorld } from './portal-world.ts'

let world: PortalWorld
beforeAll(async () => {
  world = await createPortalWorld({ MAIL_SUPPORT_CC: 'support@harbour-telecom.example' })
})
afterEach(() => world.sandbox.context.faults.clear())
afterAll(() => world.close())

function form(more: Record<string, unknown> = {}) {
  const sfNumber = world.spareNumber()
  const email = `${sfNumber.toLowerCase()}@people.example`
  return { email, password: goodPassword, firstName: 'Ada', lastName: 'Moreno', sfNumber, ...more }
}
const signUp = (body: object) => world.call('POST', '/auth/signup', { body })
const people = () => world.services.db.selectFrom('portal_user').selectAll()

describe('sign-up', () => {
  test('links portal user, CRM account and billing client under the customer number', async () => {
    const body = form({ phone: '(202) 555-0143', company: 'Moreno Ltd' })
    const answer = await signUp(body)
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({
      user: { email: body.email, customerNumber: body.sfNumber, phone: '+12025550143' },
      accessToken: expect.any(String),
      refreshToken: expect.any(String),
    })
    expect(Object.keys(answer.body).sort()).toEqual(['accessToken', 'refreshToken', 'user'])
    const mapping = await world.services.db
      .selectFrom('customer_mapping')
      .selectAll()
      .where('customer_number', '=', body.sfNumber)
      .executeTakeFirstOrThrow()
    const client = await world.services.ports.billing.readClient(mapping.billing_client_id)
    expect(client).toMatchObject({ email: body.email, customerNumber: body.sfNumber, phone: '+12025550143' })
    const account = await world.services.ports.crm.readAccount(mapping.crm_account_id)
    expect(account).toMatchObject({
      customerNumber: body.sfNumber,
      billingClientId: mapping.billing_client_id,
    })
  })

  test('welcomes the customer once, with support on copy', async () => {
    const body = form()
    await signUp(body)
    await world.settled()
    const mails = await world.services.db
      .selectFrom('mail_message')
      .selectAll()
      .where('to_email', '=', body.email)
      .execute()
    expect(mails).toMatchObject([{ template: 'welcome', state: 'sent' }])
    expect(mails[0]?.cc).toEqual(['support@harbour-telecom.example'])
  })

  test('keeps no password anywhere but as an argon2id hash', async () => {
    const body = form()
    await signUp(body)
    const user = await people().where('email', '=', body.email).executeTakeFirstOrThrow()
    expect(user.password_hash).toMatch(/^\$argon2id\$/)
    expect(JSON.stringify(world.sandbox.context.journal.list())).not.toContain(goodPassword)
  })

  test('a customer with another e-mail than the account goes through, and customer service gets one case', async () => {
    const body = form({ sfNumber: 'C-1003', email: 'other@people.example' })
    const answer = await signUp(body)
    expect(answer.status).toBe(201)
    const user = await people().where('email', '=', body.email).executeTakeFirstOrThrow()
    expect(user.review_reason).toContain('EMAIL_DIFFERS')
    const cases = world.sandbox.systems.salesforce
      .listRecords('Case')
      .filter(({ Description }) => String(Description).includes('other@people.example'))
    expect(cases).toHaveLength(1)
    expect(cases[0]?.Description).toContain('chiara@example.com')
    const listed = await world.call('GET', '/support/cases', { as: { token: answer.body.accessToken } })
    expect(listed.body).toEqual({ cases: [] })
  })
})

describe('sign-up says what is wrong', () => {
  test.each([
    ['confirmEmail', { confirmEmail: 'else@people.example' }, 'EMAIL_CONFIRMATION_DIFFERS'],
    ['confirmPassword', { confirmPassword: 'something else' }, 'PASSWORD_CONFIRMATION_DIFFERS'],
    ['password', { password: 'short' }, 'PASSWORD_NOT_ALLOWED'],
    ['password', { password: 'password123456' }, 'PASSWORD_NOT_ALLOWED'],
    ['phone', { phone: '12' }, 'PHONE_INVALID'],
    ['email', { email: 'not an address' }, 'INVALID_REQUEST'],
    ['sfNumber', { sfNumber: undefined }, 'INVALID_REQUEST'],
  ])('at the field %s', async (field, wrong, code) => {
    const answer = await signUp(form(wrong))
    expect(answer.status).toBe(400)
    expect(answer.body.error).toMatchObject({ code, field })
  })

  test('when the customer number is unknown, and leaves nothing behind', async () => {
    const body = form({ sfNumber: 'C-9999' })
    const answer = await signUp(body)
    expect(answer.status).toBe(422)
    expect(answer.body.error).toMatchObject({ code: 'CUSTOMER_NUMBER_UNKNOWN', field: 'sfNumber' })
    expect(await people().where('email', '=', body.email).execute()).toEqual([])
    expect((await signUp({ ...body, sfNumber: world.spareNumber() })).status).toBe(201)
  })

  test('when the e-mail address has a user already, in any case of letters', async () => {
    const body = form()
    await signUp(body)
    const answer = await signUp({ ...form(), email: body.email.toUpperCase() })
    expect(answer.status).toBe(409)
    expect(answer.body.error.code).toBe('EMAIL_ALREADY_REGISTERED')
  })

  test('when the customer number is registered already', async () => {
    const body = form()
    await signUp(body)
    const answer = await signUp({ ...body, email: 'second@people.example' })
    expect(answer.status).toBe(409)
    expect(answer.body.error.code).toBe('CUSTOMER_NUMBER_ALREADY_REGISTERED')
  })

  test('when billing knows the e-mail address under another number', async () => {
    const body = form()
    await world.services.ports.billing.createClient({ ...body, customerNumber: 'C-0815', password: 'unused' })
    const answer = await signUp(body)
    expect(answer.status).toBe(409)
    expect(answer.body.error).toMatchObject({ code: 'EMAIL_BELONGS_TO_ANOTHER_CUSTOMER', field: 'email' })
  })

  test('when the account belongs to a billing client with another e-mail address', async () => {
    const body = form()
    const account = await world.services.ports.crm.findAccount(body.sfNumber)
    world.sandbox.systems.salesforce.editRecord('Account', account?.accountId ?? '', {
      WH_Account__c: '4711',
    })
    const answer = await signUp(body)
    expect(answer.status).toBe(409)
    expect(answer.body.error.code).toBe('CUSTOMER_NUMBER_BELONGS_TO_ANOTHER_CLIENT')
  })

  test('when somebody tries out customer numbers', async () => {
    const email = 'prober@people.example'
    for (let attempt = 0; attempt < 5; attempt += 1)
      await signUp(form({ email, sfNumber: `C-99${attempt}0` }))
    const answer = await signUp(form({ email }))
    expect(answer.status).toBe(429)
    expect(answer.body.error).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' })
    expect(answer.body.error.retryAfterSeconds).toBeGreaterThan(0)
  })

  test('and makes an address wait that goes through people and numbers to see which are registered', async () => {
    const { customerNumber } = await world.customer()
    const from = '198.51.100.77'
    const ask = () => world.call('POST', '/auth/signup', { body: form({ sfNumber: customerNumber }), from })
    for (let asked = 0; asked < 60; asked += 1) expect((await ask()).status).toBe(409)
    expect((await ask()).status).toBe(429)
  })
})

describe('a sign-up that is cut off', () => {
  const clientsOf = (email: string) =>
    world.sandbox.context.journal.list({ system: 'whmcs', operation: 'AddClient', contains: email })

  test('goes on where it stopped: a reply lost after AddClient makes one client', async () => {
    const body = form()
    world.sandbox.context.faults.add({
      system: 'whmcs',
      operation: 'AddClient',
      kind: 'timeout-after-write',
      count: 1,
    })
    const first = await signUp(body)
    expect(first.status).toBe(503)
    const second = await signUp(body)
    expect(second.status).toBe(201)
    const made = clientsOf(body.email).filter(({ outcome }) => outcome === 'performed')
    expect(made).toHaveLength(1)
  })

  test.each([
    ['salesforce', 'query', 'http-500'],
    ['whmcs', 'GetClientsDetails', 'timeout-before-write'],
    ['whmcs', 'AddClient', 'throttle'],
    ['salesforce', 'POST /sobjects/Contact', 'timeout-after-write'],
    ['salesforce', 'PATCH /sobjects/Account', 'http-500'],
  ] as const)('at %s %s (%s) is repeatable', async (system, operation, kind) => {
    const body = form()
    world.sandbox.context.faults.add({ system, operation, kind })
    const first = await signUp(body)
    expect(first.status).toBe(503)
    expect(first.body.error.retryAfterSeconds).toBeGreaterThan(0)
    world.sandbox.context.faults.clear()
    expect((await signUp(body)).status).toBe(201)
  })

  test('cannot be taken over with another password, and cannot be signed in to', async () => {
    const body = form()
    world.sandbox.context.faults.add({ system: 'whmcs', operation: 'AddClient', kind: 'http-500' })
    await signUp(body)
    const stranger = await signUp({ ...body, password: 'another long password' })
    expect(stranger.status).toBe(409)
    expect(stranger.body.error.code).toBe('REGISTRATION_UNFINISHED')
    const login = await world.call('POST', '/auth/login', { body })
    expect(login.status).toBe(409)
    expect(login.body.error.code).toBe('REGISTRATION_UNFINISHED')
  })

  test('sent twice at once makes one customer', async () => {
    const body = form()
    const answers = await Promise.all([signUp(body), signUp(body), signUp(body)])
    expect(answers.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(1)
    expect(answers.map(({ status }) => status).every((status) => [201, 409].includes(status))).toBe(true)
    expect(clientsOf(body.email)).toHaveLength(1)
  })
})
