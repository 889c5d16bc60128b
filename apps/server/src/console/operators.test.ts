import { ensureFirstAdministrator } from '@turnup/use-cases'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ConsoleWorld, createConsoleWorld, goodPassword } from './console-world.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await createConsoleWorld()
}, 60_000)
afterAll(() => world.close())

async function auditOf(action: string, subjectId: string) {
  return world.db
    .selectFrom('audit_event')
    .selectAll()
    .where('action', '=', action)
    .where('subject_id', '=', subjectId)
    .execute()
}

describe('signing in', () => {
  test('with the right password, a refresh that works once, and a sign-out that ends it', async () => {
    const { email } = await world.addOperator('operator')
    const login = await world.call('POST', '/auth/login', undefined, {
      email: email.toUpperCase(),
      password: goodPassword,
    })
    expect(login).toMatchObject({ status: 200, body: { operator: { email, role: 'operator' } } })
    const me = await world.call('GET', '/me', { id: '', email, token: login.body.accessToken })
    expect(me.body).toMatchObject({ email, role: 'operator', mustChangePassword: false })
    const next = await world.call('POST', '/auth/refresh', undefined, {
      refreshToken: login.body.refreshToken,
    })
    expect(next.status).toBe(200)
    expect(
      (await world.call('POST', '/auth/logout', undefined, { refreshToken: next.body.refreshToken })).status,
    ).toBe(204)
    const gone = await world.call('POST', '/auth/refresh', undefined, {
      refreshToken: next.body.refreshToken,
    })
    expect(gone.status).toBe(401)
  })

  test('a refresh token that comes twice ends the whole sign-in', async () => {
    const { email } = await world.addOperator('operator')
    const { body } = await world.call('POST', '/auth/login', undefined, { email, password: goodPassword })
    const next = await world.call('POST', '/auth/refresh', undefined, { refreshToken: body.refreshToken })
    const again = await world.call('POST', '/auth/refresh', undefined, { refreshToken: body.refreshToken })
    expect(again.body.error.code).toBe('REFRESH_TOKEN_REUSED')
    expect(
      (await world.call('POST', '/auth/refresh', undefined, { refreshToken: next.body.refreshToken })).status,
    ).toBe(401)
  })

  test('a wrong password and an unknown operator get the same answer', async () => {
    const wrong = await world.call('POST', '/auth/login', undefined, {
      email: world.viewer.email,
      password: 'wrong password',
    })
    const unknown = await world.call('POST', '/auth/login', undefined, {
      email: 'nobody@example.com',
      password: 'wrong password',
    })
    expect(wrong.status).toBe(401)
    const told = ({ body }: typeof wrong) => [body.error.code, body.error.message]
    expect(told(unknown)).toEqual(told(wrong))
  })

  test('a one-time password is shown once, kept nowhere, and has to be replaced to get in', async () => {
    const email = 'grace@example.com'
    const made = await world.call('POST', '/operators', world.administrator, {
      email,
      name: 'Grace',
      role: 'operator',
    })
    expect(made.status).toBe(201)
    const password = made.body.oneTimePassword as string
    expect(password).toMatch(/^(\w{5}-){3}\w{5}$/)
    const everything = JSON.stringify(await world.db.selectFrom('audit_event').selectAll().execute())
    expect(everything).not.toContain(password)
    const blocked = await world.call('POST', '/auth/login', undefined, { email, password })
    expect(blocked).toMatchObject({ status: 409, body: { error: { code: 'PASSWORD_CHANGE_REQUIRED' } } })
    const same = await world.call('POST', '/auth/login', undefined, {
      email,
      password,
      newPassword: password,
    })
    expect(same.body.error.code).toBe('PASSWORD_WEAK')
    const own = 'a walk along the pier'
    const login = await world.call('POST', '/auth/login', undefined, { email, password, newPassword: own })
    expect(login).toMatchObject({ status: 200, body: { operator: { mustChangePassword: false } } })
    expect((await world.call('POST', '/auth/login', undefined, { email, password })).status).toBe(401)
    expect((await world.call('POST', '/auth/login', undefined, { email, password: own })).status).toBe(200)
  })

  test('a password that is reset ends every sign-in', async () => {
    const { id, email } = await world.addOperator('operator')
    const { body } = await world.call('POST', '/auth/login', undefined, { email, password: goodPassword })
    const reset = await world.call('POST', `/operators/${id}/password`, world.administrator, {
      password: 'a walk along the pier',
    })
    expect(reset).toMatchObject({ status: 200, body: { operator: { id } } })
    expect(reset.body.oneTimePassword).toBeUndefined()
    expect(
      (await world.call('POST', '/auth/refresh', undefined, { refreshToken: body.refreshToken })).status,
    ).toBe(401)
    expect(await auditOf('operator.reset-password', id)).toHaveLength(1)
  })

  test('a reset without a body makes a one-time password', async () => {
    const { id } = await world.addOperator('operator')
    const reset = await world.call('POST', `/operators/${id}/password`, world.administrator)
    expect(reset).toMatchObject({ status: 200, body: { operator: { mustChangePassword: true } } })
    expect(reset.body.oneTimePassword).toMatch(/^(\w{5}-){3}\w{5}$/)
  })

  test('the own password is changed only with the present one', async () => {
    const one = await world.addOperator('viewer')
    const newPassword = 'a walk along the pier'
    const wrong = await world.call('POST', '/auth/password', one, { currentPassword: 'not it', newPassword })
    expect(wrong).toMatchObject({ status: 400, body: { error: { field: 'currentPassword' } } })
    const done = await world.call('POST', '/auth/password', one, {
      currentPassword: goodPassword,
      newPassword,
    })
    expect(done.status).toBe(204)
    expect(
      (await world.call('POST', '/auth/login', undefined, { email: one.email, password: newPassword }))
        .status,
    ).toBe(200)
  })
})

describe('the last administrator', () => {
  test('cannot be disabled or given another role, not even by two who do it to each other at once', async () => {
    const lonely = await createConsoleWorld()
    try {
      const { administrator: first } = lonely
      for (const attempt of [
        lonely.call('POST', `/operators/${first.id}/disable`, first, { reason: 'by mistake' }),
        lonely.call('PATCH', `/operators/${first.id}`, first, { role: 'viewer' }),
      ])
        expect(await attempt).toMatchObject({ status: 409, body: { error: { code: 'LAST_ADMINISTRATOR' } } })
      const second = await lonely.addOperator('administrator')
      const both = await Promise.all([
        lonely.call('POST', `/operators/${second.id}/disable`, first, { reason: 'race' }),
        lonely.call('POST', `/operators/${first.id}/disable`, second, { reason: 'race' }),
      ])
      expect(both.filter((answer) => answer.status === 200)).toHaveLength(1)
      const left = await lonely.db
        .selectFrom('operator')
        .select('id')
        .where('role', '=', 'administrator')
        .where('disabled_at', 'is', null)
        .execute()
      expect(left).toHaveLength(1)
    } finally {
      await lonely.close()
    }
  }, 60_000)

  test('is made at the first start, once, however many processes start', async () => {
    const fresh = await createConsoleWorld()
    try {
      await fresh.db.updateTable('operator').set({ disabled_at: new Date() }).execute()
      const start = (email: string) =>
        ensureFirstAdministrator(fresh.services, { email, password: goodPassword })
      const started = await Promise.all([
        start('one@example.com'),
        start('two@example.com'),
        start('three@example.com'),
      ])
      expect(started.filter((outcome) => outcome.ok && outcome.value.created)).toHaveLength(1)
      expect(await start('four@example.com')).toEqual({ ok: true, value: { created: false } })
      const weak = await ensureFirstAdministrator(fresh.services, {
        email: 'x@example.com',
        password: 'admin',
      })
      expect(weak.ok).toBe(false)
    } finally {
      await fresh.close()
    }
  }, 60_000)
})

describe('the audit', () => {
  test('has every change of an operator with before, after and who', async () => {
    const target = await world.addOperator('viewer')
    await world.call('PATCH', `/operators/${target.id}`, world.administrator, {
      role: 'operator',
      reason: 'promoted',
    })
    await world.call('POST', `/operators/${target.id}/disable`, world.administrator, { reason: 'left' })
    await world.call('POST', `/operators/${target.id}/enable`, world.administrator)
    const { body } = await world.call('GET', `/audit?subjectId=${target.id}`, world.viewer)
    expect(body.items.map((item: { action: string }) => item.action)).toEqual([
      'operator.enable',
      'operator.disable',
      'operator.change',
    ])
    expect(body.items[2]).toMatchObject({
      actor: { id: world.administrator.id, name: 'The administrator' },
      reason: 'promoted',
      before: { role: 'viewer' },
      after: { role: 'operator' },
    })
  })

  test('stands or falls with the change: without it, nothing is changed', async () => {
    const target = await world.addOperator('viewer')
    await sql`alter table audit_event add constraint no_audit check (false) not valid`.execute(world.db)
    try {
      const answers = await Promise.all([
        world.call('PATCH', `/operators/${target.id}`, world.administrator, { role: 'administrator' }),
        world.call('POST', `/operators/${target.id}/disable`, world.administrator, { reason: 'x' }),
        world.call('POST', '/operators', world.administrator, {
          email: 'unaudited@example.com',
          name: 'x',
          role: 'viewer',
        }),
        world.call('POST', '/connectors/whmcs/pause', world.administrator, { reason: 'x' }),
      ])
      expect(answers.map(({ status }) => status)).toEqual([500, 500, 500, 500])
    } finally {
      await sql`alter table audit_event drop constraint no_audit`.execute(world.db)
    }
    const operators = (await world.call('GET', '/operators', world.administrator)).body.items
    expect(operators.find((one: { id: string }) => one.id === target.id)).toMatchObject({ role: 'viewer' })
    expect(JSON.stringify(operators)).not.toContain('unaudited@example.com')
    const { body } = await world.call('GET', '/connectors', world.viewer)
    expect(body.items.every((one: { status: string }) => one.status !== 'paused')).toBe(true)
  })
})
