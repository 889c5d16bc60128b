import { recogniseBrowserSession } from '@turnup/use-cases'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Customer, createPortalWorld, goodPassword, type PortalWorld } from './portal-world.ts'

const cookieName = '__Secure-turnup-portal'
const hourMs = 3_600_000

let world: PortalWorld
let ada: Customer
beforeAll(async () => {
  world = await createPortalWorld({ PUBLIC_URL: 'https://portal.example.com' })
  ada = await world.customer()
})
afterAll(() => world.close())

type Method = 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE'

interface Sent {
  cookie?: string
  csrf?: string
  body?: object
  headers?: Record<string, string>
}

function send(method: Method, url: string, { cookie, csrf, body, headers }: Sent = {}) {
  return world.app.inject({
    method,
    url: `/api${url}`,
    ...(body ? { payload: body } : {}),
    headers: {
      ...(cookie === undefined ? {} : { cookie: `${cookieName}=${cookie}` }),
      ...(csrf === undefined ? {} : { 'x-csrf-token': csrf }),
      ...headers,
    },
  })
}

const cookieOf = (response: LightMyRequestResponse) =>
  response.cookies.find(({ name }) => name === cookieName)

async function signIn(who: Pick<Customer, 'email' | 'password'> = ada, more: Sent = {}) {
  const { email, password } = who
  const response = await send('POST', '/session', { ...more, body: { email, password } })
  expect(response.statusCode, response.body).toBe(200)
  return { cookie: cookieOf(response)?.value ?? '', csrf: response.json().csrfToken as string }
}

const codeOf = (response: LightMyRequestResponse) => [
  response.statusCode,
  response.body && response.json().error?.code,
]
const forged = [403, 'CSRF_TOKEN_WRONG']
const nobody = [401, 'NOT_SIGNED_IN']

/** The token out of the mail that was really sent. */
async function resetTokenFor(email: string): Promise<string> {
  await world.call('POST', '/auth/password-reset/request', { body: { email } })
  await world.settled()
  const messages = await fetch(`${world.sandbox.url}/mail/messages?to=${encodeURIComponent(email)}`)
  const tokens = [
    ...JSON.stringify(await messages.json()).matchAll(/reset-password#token(?:=|=3D)([\w-]{43})/g),
  ]
  return tokens.at(-1)?.[1] ?? ''
}

describe('signing in with a browser', () => {
  test('puts the session where no script and no other site reaches it, and into no body', async () => {
    const response = await send('POST', '/session', { body: { email: ada.email, password: ada.password } })
    expect(response.json()).toEqual({
      user: expect.objectContaining({ email: ada.email, locale: 'en' }),
      csrfToken: expect.any(String),
    })
    const [header] = [response.headers['set-cookie']].flat()
    const value = cookieOf(response)?.value ?? ''
    expect(value).toMatch(/^[\w-]{43}$/)
    expect(header).toBe(`${cookieName}=${value}; Path=/api; HttpOnly; Secure; SameSite=Strict`)
    expect(response.body).not.toContain(value)
    expect(response.body).not.toMatch(/refreshToken|accessToken/)
    const session = await send('GET', '/session', { cookie: value })
    expect(session.json()).toEqual(response.json())
    expect(session.headers['cache-control']).toBe('no-store')
  })

  test('keeps only a hash of the session, and makes no refresh token', async () => {
    const { db } = world.services
    const tokens = () => db.selectFrom('refresh_token').select('hash').execute()
    const before = await tokens()
    const { cookie } = await signIn()
    expect(await tokens()).toEqual(before)
    const rows = await db.selectFrom('browser_session').selectAll().execute()
    expect(rows.every(({ hash }) => hash.length === 32)).toBe(true)
    expect(JSON.stringify(rows)).not.toContain(cookie)
  })

  test('registers too, and the first page is signed in', async () => {
    const sfNumber = world.spareNumber()
    const body = {
      email: `${sfNumber.toLowerCase()}@customers.example`,
      password: goodPassword,
      firstName: 'Eva',
      lastName: 'Ruiz',
      sfNumber,
      locale: 'es',
    }
    const response = await send('POST', '/session/sign-up', { body })
    expect(response.statusCode, response.body).toBe(201)
    const cookie = cookieOf(response)?.value ?? ''
    const me = await send('GET', '/me', { cookie })
    expect(me.json()).toMatchObject({ customerNumber: sfNumber, locale: 'es' })
    expect(response.json().user).toEqual(me.json())
    await world.settled()
    const mails = await fetch(`${world.sandbox.url}/mail/messages?to=${encodeURIComponent(body.email)}`)
    expect(JSON.stringify(await mails.json())).toContain('¿Preguntas?')
  })

  test('is slowed down together with the token door', async () => {
    const { email } = await world.customer()
    const wrong = { body: { email, password: 'not the password' } }
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const response = await (attempt % 2
        ? send('POST', '/session', wrong)
        : send('POST', '/auth/login', wrong))
      expect(codeOf(response)).toEqual([401, 'CREDENTIALS_WRONG'])
    }
    const refused = await send('POST', '/session', { body: { email, password: goodPassword } })
    expect(codeOf(refused)).toEqual([429, 'TOO_MANY_ATTEMPTS'])
    expect(cookieOf(refused)).toBeUndefined()
  })

  test.each(['cross-site', 'same-site', 'none'])('is not taken from another site (%s)', async (site) => {
    const headers = { 'sec-fetch-site': site }
    const { email, password } = ada
    for (const url of ['/session', '/session/sign-up']) {
      const response = await send('POST', url, { body: { email, password }, headers })
      expect(codeOf(response)).toEqual([403, 'SENT_FROM_ELSEWHERE'])
      expect(cookieOf(response)).toBeUndefined()
    }
  })

  test('takes JSON alone, which a form of another site cannot send', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      const payload = JSON.stringify({ email: ada.email, password: ada.password })
      const response = await world.app.inject({
        method: 'POST',
        url: '/api/session',
        payload,
        headers: { 'content-type': type },
      })
      expect(codeOf(response)).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE'])
    }
  })

  test('again in the same browser ends the session before', async () => {
    const first = await signIn()
    const second = await signIn(ada, { cookie: first.cookie })
    expect(codeOf(await send('GET', '/me', first))).toEqual(nobody)
    expect((await send('GET', '/me', second)).statusCode).toBe(200)
  })
})

describe('what changes something', () => {
  const chooseSpanish = { body: { locale: 'es' } }

  test('is carried out with the session’s own token from the page', async () => {
    const session = await signIn()
    const headers = { 'sec-fetch-site': 'same-origin' }
    const response = await send('PATCH', '/me', { ...session, ...chooseSpanish, headers })
    expect(response.json()).toMatchObject({ locale: 'es' })
    expect((await send('GET', '/me', session)).json()).toMatchObject({ locale: 'es' })
  })

  test('is refused without the token, with a wrong one, and with one of another session', async () => {
    const { cookie, csrf } = await signIn()
    const other = await signIn(await world.customer())
    const elsewhere = await signIn()
    for (const wrong of [undefined, '', 'x', `${csrf}x`, csrf.toLowerCase(), other.csrf, elsewhere.csrf]) {
      const response = await send('PATCH', '/me', { cookie, csrf: wrong, ...chooseSpanish })
      expect(codeOf(response), String(wrong)).toEqual(forged)
    }
    expect((await send('POST', '/auth/sso-link', { cookie, body: {} })).statusCode).not.toBe(200)
    expect((await send('GET', '/me', { cookie })).statusCode).toBe(200)
    expect((await send('HEAD', '/me', { cookie })).statusCode).toBe(200)
  })

  test('is refused from another site even with the token', async () => {
    const session = await signIn()
    const headers = { 'sec-fetch-site': 'same-site' }
    const response = await send('PATCH', '/me', { ...session, ...chooseSpanish, headers })
    expect(codeOf(response)).toEqual([403, 'SENT_FROM_ELSEWHERE'])
  })

  test('needs no such token from a program, whose access token comes with no other site', async () => {
    const headers = { authorization: `Bearer ${ada.token}`, 'sec-fetch-site': 'cross-site' }
    const response = await send('PATCH', '/me', { body: { locale: 'en' }, headers })
    expect(response.json()).toMatchObject({ locale: 'en' })
  })

  test('goes by the access token where both are sent', async () => {
    const { cookie, csrf } = await signIn()
    const bad = { authorization: 'Bearer nonsense' }
    expect(codeOf(await send('GET', '/me', { cookie, csrf, headers: bad }))).toEqual(nobody)
    // A proxy's own password for a test site says nothing about us.
    const basic = { authorization: 'Basic dGVzdDp0ZXN0' }
    expect((await send('GET', '/me', { cookie, csrf, headers: basic })).statusCode).toBe(200)
  })
})

describe('a session of a browser', () => {
  test('serves all tabs of the browser side by side', async () => {
    const { cookie } = await signIn()
    const tabs = await Promise.all(Array.from({ length: 6 }, () => send('GET', '/session', { cookie })))
    const tokens = new Set(tabs.map((tab) => tab.json().csrfToken as string))
    expect(tokens.size).toBe(1)
    const [csrf] = tokens
    const changes = ['en', 'es', 'en', 'es'].map((locale) =>
      send('PATCH', '/me', { cookie, csrf, body: { locale } }),
    )
    const statuses = (await Promise.all(changes)).map(({ statusCode }) => statusCode)
    expect(statuses).toEqual([200, 200, 200, 200])
  })

  test('ends with the sign-out, which another site cannot bring about, and the cookie goes', async () => {
    const session = await signIn()
    expect(codeOf(await send('DELETE', '/session', { cookie: session.cookie }))).toEqual(forged)
    const left = await send('DELETE', '/session', session)
    expect(left.statusCode).toBe(204)
    const cleared = String(left.headers['set-cookie'])
    expect(cleared).toContain(`${cookieName}=; Max-Age=0; Path=/api; Expires=Thu, 01 Jan 1970`)
    expect(codeOf(await send('GET', '/session', session))).toEqual(nobody)
    expect((await send('DELETE', '/session', session)).statusCode).toBe(204)
    expect((await send('DELETE', '/session')).statusCode).toBe(204)
  })

  test('ends when the password is reset, in every browser', async () => {
    const customer = await world.customer()
    const sessions = [await signIn(customer), await signIn(customer)]
    const token = await resetTokenFor(customer.email)
    const confirm = await send('POST', '/auth/password-reset/confirm', {
      body: { token, password: 'seven boats in the rain' },
    })
    expect(confirm.statusCode).toBe(204)
    for (const session of sessions) expect(codeOf(await send('GET', '/me', session))).toEqual(nobody)
  })

  test('goes on while it is used, ends when nobody used it for twelve hours, and after two weeks in any case', async () => {
    const unused = await signIn()
    const used = await signIn()
    const status = async (session: Sent) => (await send('GET', '/me', session)).statusCode
    world.moveClock(11 * hourMs)
    expect(await status(used)).toBe(200)
    world.moveClock(hourMs + 1_000)
    expect([await status(used), await status(unused)]).toEqual([200, 401])
    for (let hours = 12; hours < 14 * 24 - 11; hours += 11) {
      world.moveClock(11 * hourMs)
      expect(await status(used), `after ${hours + 11} hours`).toBe(200)
    }
    world.moveClock(11 * hourMs)
    expect(await status(used)).toBe(401)
  })

  test('is written down only every few minutes, however often it is used', async () => {
    const session = await signIn()
    const seen = async () => {
      const rows = world.services.db.selectFrom('browser_session').select('last_seen_at')
      return (await rows.orderBy('created_at', 'desc').executeTakeFirstOrThrow()).last_seen_at.getTime()
    }
    const first = await seen()
    world.moveClock(4 * 60_000)
    await send('GET', '/me', session)
    expect(await seen()).toBe(first)
    world.moveClock(2 * 60_000)
    await send('GET', '/me', session)
    expect(await seen()).toBeGreaterThan(first)
  })

  test.each(['', 'nonsense', '%00', "'; drop table browser_session", 'x'.repeat(43)])(
    'that nobody gave out is nobody’s: %j',
    async (cookie) => {
      expect(codeOf(await send('GET', '/me', { cookie }))).toEqual(nobody)
      expect(codeOf(await send('GET', '/session', { cookie }))).toEqual(nobody)
    },
  )

  test('opens no door of the operators', async () => {
    const { cookie } = await signIn()
    const names = [cookieName, '__Secure-turnup-console', 'turnup-console']
    const headers = { cookie: names.map((name) => `${name}=${cookie}`).join('; ') }
    const response = await world.app.inject({ url: '/api/me', headers })
    expect(response.statusCode).toBe(200)
    expect(await recogniseBrowserSession(world.services, 'operator', cookie)).toBeUndefined()
  })
})
