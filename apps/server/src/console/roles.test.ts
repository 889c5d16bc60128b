import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ConsoleWorld, createConsoleWorld } from './console-world.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await createConsoleWorld()
}, 60_000)
afterAll(() => world.close())

const order = '0190a8f3-7d1c-7f0e-9a53-0c9a9f0b6f11'
/** Every route, and the lowest role that may use it. */
const routes: [
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  url: string,
  role: 'viewer' | 'operator' | 'administrator',
  body?: object,
][] = [
  ['GET', '/me', 'viewer'],
  ['GET', '/orders', 'viewer'],
  ['GET', '/orders/counts', 'viewer'],
  ['GET', `/orders/${order}`, 'viewer'],
  ['GET', `/orders/${order}/timeline`, 'viewer'],
  ['GET', `/orders/${order}/attempts`, 'viewer'],
  ['GET', `/orders/${order}/events`, 'viewer'],
  ['GET', '/fallout', 'viewer'],
  ['GET', '/connectors', 'viewer'],
  ['GET', '/mails', 'viewer'],
  ['GET', '/customers', 'viewer'],
  ['GET', `/customers/${order}`, 'viewer'],
  ['GET', '/catalogue', 'viewer'],
  ['GET', '/audit', 'viewer'],
  ['GET', '/overview', 'viewer'],
  ['GET', '/provider-mapping', 'viewer'],
  ['GET', '/provider-mapping/explain', 'viewer'],
  ['POST', `/customers/${order}/portal-session`, 'operator', { purpose: 'act-as', reason: 'asked to' }],
  [
    'POST',
    '/provider-mapping/mappings',
    'administrator',
    { method: 'product', mappings: [{ subjectId: 'X', providerId: null }] },
  ],
  ['POST', '/provider-mapping/bundles', 'administrator', { name: 'Table', skus: ['X'] }],
  ['PUT', `/provider-mapping/bundles/${order}`, 'administrator', { name: 'Table 2', skus: ['X'] }],
  ['DELETE', `/provider-mapping/bundles/${order}`, 'administrator'],
  ['GET', '/provisioning', 'viewer'],
  ['GET', `/provisioning/${order}`, 'viewer'],
  ['GET', `/provisioning/${order}/registration`, 'operator'],
  ['GET', `/provisioning/${order}/number`, 'operator'],
  ['POST', `/provisioning/${order}/number`, 'operator', { offerId: 'x', planId: 'x' }],
  [
    'POST',
    `/provisioning/${order}/replace-number`,
    'operator',
    { offerId: 'x', planId: 'x', reason: 'gone' },
  ],
  ['POST', `/provisioning/${order}/correction`, 'operator', { fields: ['street'], message: 'look again' }],
  ['POST', `/provisioning/${order}/check-now`, 'operator'],
  ['POST', `/provisioning/${order}/reset`, 'operator', { reason: 'start over' }],
  ['POST', `/provisioning/${order}/sync-gateways`, 'operator'],
  ['POST', `/provisioning/${order}/claim`, 'operator'],
  ['POST', `/provisioning/${order}/documents-uploaded`, 'operator', {}],
  [
    'POST',
    `/provisioning/${order}/papers`,
    'operator',
    {
      of: 'identity',
      proofTypeId: 'x',
      fileName: 'x',
      contentBase64: 'x',
      nameOnPaper: 'x',
      isLegible: true,
    },
  ],
  ['GET', `/provisioning/${order}/papers/${order}`, 'operator'],
  ['POST', `/provisioning/${order}/papers/${order}/delete`, 'operator', { reason: 'wrong one' }],
  ['POST', '/plans/dry-run', 'viewer', { crmOrderId: '801xx0000000001AAA' }],
  ['POST', `/orders/${order}/decide`, 'operator', { step: 'x', accepted: true }],
  ['POST', `/orders/${order}/repair`, 'operator', { step: 'x', repair: { kind: 'retry' } }],
  ['POST', `/orders/${order}/cancel`, 'operator', { reason: 'withdrawn' }],
  ['POST', `/orders/${order}/fulfil`, 'operator'],
  ['POST', `/orders/${order}/notes`, 'operator', { text: 'called' }],
  ['POST', '/repairs/bulk', 'operator', { orderIds: [order], repair: { kind: 'retry' } }],
  ['POST', '/mails/nothing@example.com/resend', 'operator'],
  ['POST', '/connectors/nothing/check', 'operator'],
  ['POST', '/connectors/nothing/pause', 'administrator', { reason: 'maintenance' }],
  ['POST', '/connectors/nothing/resume', 'administrator', {}],
  ['GET', '/operators', 'administrator'],
  ['POST', '/operators', 'administrator', { email: 'table@example.com', name: 'x', role: 'viewer' }],
  ['PATCH', `/operators/${order}`, 'administrator', { role: 'viewer' }],
  ['POST', `/operators/${order}/disable`, 'administrator', { reason: 'left' }],
  ['POST', `/operators/${order}/enable`, 'administrator'],
  ['POST', `/operators/${order}/password`, 'administrator', {}],
]
const rank = { viewer: 0, operator: 1, administrator: 2 }

describe('roles', () => {
  test.each(routes)('%s %s is for %s and above', async (method, url, role, body) => {
    expect((await world.call(method, url, undefined, body)).status).toBe(401)
    for (const as of ['viewer', 'operator', 'administrator'] as const) {
      const { status, body: answer } = await world.call(method, url, world[as], body)
      const mayNot = status === 403 && answer.error.code === 'ROLE_TOO_LOW'
      expect(mayNot, `${as}: ${status}`).toBe(rank[as] < rank[role])
      expect(status).not.toBe(401)
      expect(status).not.toBe(500)
    }
  })

  test('the table above names every route of the console', () => {
    const listed = new Set(
      routes.map(
        ([method, url]) =>
          `${method} ${url.replaceAll(order, ':id').replace(/\/(nothing@example.com|nothing)\//, '/:id/')}`,
      ),
    )
    // Those that ask for no sign-in, and a stream without an end, which has tests of its own.
    const doors = [
      ...['POST /auth/login', 'POST /auth/refresh', 'POST /auth/logout', 'POST /auth/password'],
      ...['POST /session', 'GET /session', 'DELETE /session'],
      'GET /orders/events',
    ]
    const paths = (world.app.swagger() as { paths: Record<string, object> }).paths
    const registered = Object.entries(paths)
      .filter(([path]) => path.startsWith('/api/console'))
      .flatMap(([path, methods]) =>
        Object.keys(methods).map(
          (method) =>
            `${method.toUpperCase()} ${path.replace('/api/console', '').replace(/\{\w+\}/g, ':id')}`,
        ),
      )
    expect(new Set(registered)).toEqual(new Set([...listed, ...doors]))
  })

  test('a role that was lowered, or an access that was ended, counts at once and not when the token runs out', async () => {
    const fallen = await world.addOperator('administrator')
    const lower = await world.call('PATCH', `/operators/${fallen.id}`, world.administrator, {
      role: 'viewer',
    })
    expect(lower).toMatchObject({ status: 200, body: { role: 'viewer' } })
    expect((await world.call('GET', '/operators', fallen)).body.error.code).toBe('ROLE_TOO_LOW')
    expect((await world.call('GET', '/orders', fallen)).status).toBe(200)
    await world.call('POST', `/operators/${fallen.id}/disable`, world.administrator, { reason: 'left' })
    expect((await world.call('GET', '/orders', fallen)).body.error.code).toBe('OPERATOR_DISABLED')
  })
})
