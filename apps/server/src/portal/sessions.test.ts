import { issueTokens, verifyAccessToken } from '@turnup/use-cases'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Customer, createPortalWorld, goodPassword, type PortalWorld } from './portal-world.ts'

let world: PortalWorld
let ada: Customer
beforeAll(async () => {
  world = await createPortalWorld()
  ada = await world.customer()
})
afterAll(() => world.close())

const logIn = (email: string, password: string, from?: string) =>
  world.call('POST', '/auth/login', { body: { email, password }, from })
const refresh = (refreshToken: string) => world.call('POST', '/auth/refresh', { body: { refreshToken } })

describe('sign-in', () => {
  test('gives a session for e-mail and password, in any case of letters', async () => {
    const { status, body } = await logIn(ada.email.toUpperCase(), ada.password)
    expect(status).toBe(200)
    const me = await world.call('GET', '/me', { as: { token: body.accessToken } })
    expect(me.body).toEqual(body.user)
    expect(me.body).toMatchObject({ email: ada.email, customerNumber: ada.customerNumber })
  })

  test('answers a wrong password and an unknown e-mail alike', async () => {
    const wrong = await logIn(ada.email, 'not the password', '198.51.100.1')
    const unknown = await logIn('nobody@people.example', 'not the password', '198.51.100.1')
    expect(wrong.status).toBe(401)
    expect({ ...unknown.body.error, correlationId: '' }).toEqual({ ...wrong.body.error, correlationId: '' })
    expect(wrong.body.error.code).toBe('CREDENTIALS_WRONG')
  })

  test.each(['known', 'unknown'])(
    'after five failures a %s e-mail has to wait, whatever is sent',
    async (kind) => {
      const { email, password } =
        kind === 'known' ? await world.customer() : { email: 'x@y.example', password: 'p' }
      const from = kind === 'known' ? '198.51.100.2' : '198.51.100.3'
      for (let attempt = 0; attempt < 5; attempt += 1) {
        expect((await logIn(email, 'wrong', from)).status).toBe(401)
      }
      const refused = await logIn(email, password, from)
      expect(refused.status).toBe(429)
      expect(refused.body.error.code).toBe('TOO_MANY_ATTEMPTS')
      expect(Number(refused.headers['retry-after'])).toBe(refused.body.error.retryAfterSeconds)
      // Not everybody is locked out by one address.
      if (kind === 'known') expect((await logIn(email, password, '198.51.100.4')).status).toBe(200)
      world.moveClock(15 * 60_000 + 1_000)
      expect((await logIn(email, password, from)).status).toBe(kind === 'known' ? 200 : 401)
    },
  )

  test('lets no more than five guesses through, however many come at the same moment', async () => {
    const { email } = await world.customer()
    const guesses = Array.from({ length: 12 }, (_, index) => logIn(email, `guess ${index}`, '198.51.100.5'))
    const statuses = (await Promise.all(guesses)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(5)
    expect(statuses.filter((status) => status === 429)).toHaveLength(7)
  })

  test('does not count people who know their password', async () => {
    const { email, password } = await world.customer()
    for (let attempt = 0; attempt < 7; attempt += 1) {
      expect((await logIn(email, password, '198.51.100.6')).status).toBe(200)
    }
  })
})

describe('access tokens', () => {
  test('are asked for at every door that is a customer’s', async () => {
    const doors = [
      '/me',
      '/me/billing',
      '/orders',
      '/subscriptions',
      '/invoices',
      '/support/cases',
      '/eligibility',
    ]
    for (const door of doors) expect((await world.call('GET', door)).status).toBe(401)
    const answer = await world.call('GET', '/me', { as: { token: `${ada.token}x` } })
    expect(answer.body.error.code).toBe('NOT_SIGNED_IN')
  })

  test('end after their time', async () => {
    const { accessToken } = (await logIn(ada.email, ada.password)).body
    expect(await verifyAccessToken(world.services, accessToken)).toEqual({ kind: 'customer', id: ada.userId })
    world.moveClock(world.services.policy.tokens.accessSeconds * 1000 + 1_000)
    expect(await verifyAccessToken(world.services, accessToken)).toBeUndefined()
  })

  test('of an operator carry the role, and open no door of a customer', async () => {
    const holder = { kind: 'operator', id: ada.userId, role: 'viewer' } as const
    const { accessToken } = await issueTokens(world.services, world.services.db, holder)
    expect(await verifyAccessToken(world.services, accessToken)).toEqual(holder)
    expect((await world.call('GET', '/me', { as: { token: accessToken } })).status).toBe(403)
  })

  test('signed with another key are nobody’s', async () => {
    const foreign = { ...world.services, accessTokenKey: new Uint8Array(32).fill(7) }
    const { accessToken } = await issueTokens(foreign, world.services.db, {
      kind: 'customer',
      id: ada.userId,
    })
    expect(await verifyAccessToken(world.services, accessToken)).toBeUndefined()
  })
})

describe('refresh tokens', () => {
  test('are for one use, and each use gives the next', async () => {
    const session = (await logIn(ada.email, ada.password)).body
    const second = await refresh(session.refreshToken)
    expect(second.status).toBe(200)
    const third = await refresh(second.body.refreshToken)
    expect(third.status).toBe(200)
    expect((await world.call('GET', '/me', { as: { token: third.body.accessToken } })).status).toBe(200)
  })

  test('that come twice end the sign-in, also for who holds the newest one', async () => {
    const session = (await logIn(ada.email, ada.password)).body
    const other = (await logIn(ada.email, ada.password)).body
    const newest = (await refresh(session.refreshToken)).body
    const reused = await refresh(session.refreshToken)
    expect(reused.status).toBe(401)
    expect(reused.body.error.code).toBe('REFRESH_TOKEN_REUSED')
    expect((await refresh(newest.refreshToken)).status).toBe(401)
    // Another sign-in of the same person is another family.
    expect((await refresh(other.refreshToken)).status).toBe(200)
  })

  test('used twice at the same moment give one pair', async () => {
    const session = (await logIn(ada.email, ada.password)).body
    const answers = await Promise.all([1, 2, 3].map(() => refresh(session.refreshToken)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  test('end with the sign-out and with their time', async () => {
    const session = (await logIn(ada.email, ada.password)).body
    const body = { refreshToken: session.refreshToken }
    expect((await world.call('POST', '/auth/logout', { body })).status).toBe(204)
    expect((await refresh(session.refreshToken)).status).toBe(401)
    const late = (await logIn(ada.email, ada.password)).body
    world.moveClock(world.services.policy.tokens.refreshSeconds * 1000 + 1_000)
    const answer = await refresh(late.refreshToken)
    expect(answer.body.error.code).toBe('REFRESH_TOKEN_INVALID')
  })

  test('stand in the database only as hashes', async () => {
    const session = (await logIn(ada.email, ada.password)).body
    const rows = await world.services.db.selectFrom('refresh_token').select('hash').execute()
    expect(rows.some(({ hash }) => hash.toString() === session.refreshToken)).toBe(false)
    expect(rows.every(({ hash }) => hash.length === 32)).toBe(true)
  })
})

describe('password reset', () => {
  const ask = (email: string) => world.call('POST', '/auth/password-reset/request', { body: { email } })
  const confirm = (body: object) => world.call('POST', '/auth/password-reset/confirm', { body })
  const newPassword = 'seven boats in the rain'

  /** The token out of the mail that was really sent. */
  async function tokenFor(email: string): Promise<string> {
    await ask(email)
    await world.settled()
    const messages = await fetch(`${world.sandbox.url}/mail/messages?to=${encodeURIComponent(email)}`)
    const text = JSON.stringify(await messages.json())
    const tokens = [...text.matchAll(/reset-password#token(?:=|=3D)([\w-]{43})/g)]
    return tokens.at(-1)?.[1] ?? ''
  }

  test('never tells whether there is such a user', async () => {
    const known = await ask(ada.email)
    const unknown = await ask('nobody@people.example')
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body])
    const mails = await world.services.db
      .selectFrom('mail_message')
      .select('to_email')
      .where('to_email', '=', 'nobody@people.example')
      .execute()
    expect(mails).toEqual([])
  })

  test('sets a new password by the link from the mail, once, and ends every session', async () => {
    const customer = await world.customer()
    const session = (await logIn(customer.email, customer.password)).body
    const token = await tokenFor(customer.email)
    expect((await confirm({ token, password: newPassword, confirmPassword: newPassword })).status).toBe(204)
    expect((await refresh(session.refreshToken)).status).toBe(401)
    expect((await logIn(customer.email, goodPassword, '198.51.100.9')).status).toBe(401)
    expect((await logIn(customer.email, newPassword, '198.51.100.9')).status).toBe(200)
    const again = await confirm({ token, password: 'yet another password' })
    expect(again.status).toBe(422)
    expect(again.body.error.code).toBe('RESET_LINK_INVALID')
  })

  test('sends no more than five links that work, from however many addresses they are asked for', async () => {
    const { email, userId } = await world.customer()
    const askFrom = (from: string) =>
      world.call('POST', '/auth/password-reset/request', { body: { email }, from })
    const sent = async () => {
      const mails = world.services.db.selectFrom('mail_message').select('id')
      const mine = mails.where('customer_id', '=', userId).where('template', '=', 'password-reset')
      return (await mine.execute()).length
    }
    for (let host = 1; host <= 7; host += 1) {
      expect((await askFrom(`203.0.113.${host}`)).status).toBe(204)
    }
    expect(await sent()).toBe(5)
    world.moveClock(world.services.policy.tokens.passwordResetSeconds * 1000 + 1_000)
    await askFrom('203.0.113.1')
    expect(await sent()).toBe(6)
  })

  test('leaves the link in no table in clear', async () => {
    const customer = await world.customer()
    const token = await tokenFor(customer.email)
    expect(token).toHaveLength(43)
    const mails = await world.services.db.selectFrom('mail_message').selectAll().execute()
    expect(JSON.stringify(mails)).not.toContain(token)
  })

  test('holds to the password rules without using the link up', async () => {
    const customer = await world.customer()
    const token = await tokenFor(customer.email)
    const weak = await confirm({ token, password: 'short' })
    expect(weak.body.error).toMatchObject({ code: 'PASSWORD_NOT_ALLOWED', field: 'password' })
    const differs = await confirm({ token, password: newPassword, confirmPassword: 'else' })
    expect(differs.body.error.code).toBe('PASSWORD_CONFIRMATION_DIFFERS')
    expect((await confirm({ token, password: newPassword })).status).toBe(204)
  })

  test('ends with its time', async () => {
    const customer = await world.customer()
    const token = await tokenFor(customer.email)
    world.moveClock(world.services.policy.tokens.passwordResetSeconds * 1000 + 1_000)
    expect((await confirm({ token, password: newPassword })).body.error.code).toBe('RESET_LINK_INVALID')
  })
})
