import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ConsoleWorld, createConsoleWorld, goodPassword } from './console-world.ts'

const cookieName = '__Secure-turnup-console'

let world: ConsoleWorld
beforeAll(async () => {
  world = await createConsoleWorld()
})
afterAll(() => world.close())

interface Sent {
  cookie?: string
  csrf?: string
  body?: object
}

const send = (method: 'GET' | 'POST' | 'DELETE', url: string, { cookie, csrf, body }: Sent = {}) =>
  world.app.inject({
    method,
    url: `/api/console${url}`,
    ...(body ? { payload: body } : {}),
    headers: {
      ...(cookie ? { cookie: `${cookieName}=${cookie}` } : {}),
      ...(csrf ? { 'x-csrf-token': csrf } : {}),
    },
  })

const cookieOf = (response: LightMyRequestResponse) =>
  response.cookies.find(({ name }) => name === cookieName)

async function signIn(email: string, password = goodPassword) {
  const response = await send('POST', '/session', { body: { email, password } })
  expect(response.statusCode, response.body).toBe(200)
  return { cookie: cookieOf(response)?.value ?? '', csrf: response.json().csrfToken as string }
}

const status = async (session: Sent, url = '/me') => (await send('GET', url, session)).statusCode

describe('an operator’s session in a browser', () => {
  test('is for the console alone, and acts only with the page’s own token', async () => {
    const response = await send('POST', '/session', {
      body: { email: world.operator.email, password: goodPassword },
    })
    expect(response.json()).toEqual({
      operator: expect.objectContaining({ email: world.operator.email, role: 'operator' }),
      csrfToken: expect.any(String),
    })
    const cookie = cookieOf(response)
    expect(cookie).toMatchObject({ path: '/api/console', httpOnly: true, secure: true, sameSite: 'Strict' })
    const session = { cookie: cookie?.value ?? '', csrf: response.json().csrfToken as string }
    expect((await send('GET', '/session', session)).json()).toEqual(response.json())
    const id = await world.stuckOrder()
    const note = (more: Sent) =>
      send('POST', `/orders/${id}/notes`, { ...more, body: { text: 'Called back.' } })
    expect((await note({ cookie: session.cookie })).json().error.code).toBe('CSRF_TOKEN_WRONG')
    expect((await note(session)).statusCode).toBeLessThan(300)
  })

  test('replaces a password for one use on the way, like the token door', async () => {
    const made = await world.call('POST', '/operators', world.administrator, {
      email: 'new.browser@example.com',
      name: 'New',
      role: 'viewer',
    })
    const { email } = made.body.operator
    const password = made.body.oneTimePassword as string
    const first = await send('POST', '/session', { body: { email, password } })
    expect([first.statusCode, first.json().error.code]).toEqual([409, 'PASSWORD_CHANGE_REQUIRED'])
    expect(cookieOf(first)).toBeUndefined()
    const second = await send('POST', '/session', { body: { email, password, newPassword: goodPassword } })
    expect([second.statusCode, second.json().operator?.mustChangePassword]).toEqual([200, false])
    expect(await status({ cookie: cookieOf(second)?.value })).toBe(200)
  })

  test.each([
    ['the operator is disabled', 'disable', { reason: 'Left' }],
    ['an administrator gives another password', 'password', {}],
  ])('ends when %s', async (_when, verb, body) => {
    const target = await world.addOperator('operator')
    const session = await signIn(target.email)
    expect(await status(session)).toBe(200)
    await world.call('POST', `/operators/${target.id}/${verb}`, world.administrator, body)
    const after = await send('GET', '/orders', session)
    expect([after.statusCode, after.json().error.code]).toEqual([401, 'NOT_SIGNED_IN'])
    await world.call('POST', `/operators/${target.id}/enable`, world.administrator)
    expect(await status(session)).toBe(401)
  })

  test('ends with another role, not with another name', async () => {
    const target = await world.addOperator('operator')
    const session = await signIn(target.email)
    const change = (body: object) => world.call('PATCH', `/operators/${target.id}`, world.administrator, body)
    await change({ name: 'Renamed', role: 'operator' })
    expect(await status(session)).toBe(200)
    await change({ role: 'viewer' })
    expect(await status(session)).toBe(401)
  })

  test('ends in every browser when the operator changes the password', async () => {
    const target = await world.addOperator('viewer')
    const sessions = [await signIn(target.email), await signIn(target.email)]
    const body = { currentPassword: goodPassword, newPassword: 'nine lights at the harbour' }
    expect((await send('POST', '/auth/password', { ...sessions[0], body })).statusCode).toBe(204)
    expect(await Promise.all(sessions.map((session) => status(session)))).toEqual([401, 401])
  })

  test('ends after eight hours without use, and after a day in any case', async () => {
    const hourMs = 3_600_000
    const [unused, used] = [await signIn(world.viewer.email), await signIn(world.viewer.email)]
    world.moveClock(7 * hourMs)
    expect(await status(used)).toBe(200)
    world.moveClock(2 * hourMs)
    expect([await status(used), await status(unused)]).toEqual([200, 401])
    for (const hours of [7, 7]) {
      world.moveClock(hours * hourMs)
      expect(await status(used)).toBe(200)
    }
    world.moveClock(hourMs)
    expect(await status(used)).toBe(401)
    world.moveClock(-24 * hourMs)
  })

  test('ends with the sign-out', async () => {
    const session = await signIn(world.viewer.email)
    expect((await send('DELETE', '/session', session)).statusCode).toBe(204)
    expect(await status(session)).toBe(401)
  })
})
