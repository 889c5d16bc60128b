import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { passwords, tenantSpec } from '../contract/voice-platform-harness.ts'
import { checkSpec } from './check-spec.ts'
import { FusionPbxConfig } from './config.ts'
import { dialplanRows, variable } from './dialplan-xml.ts'
import { takeFrames } from './event-socket.ts'
import { partIdOf, tenantIdOf } from './ids.ts'
import { inboundRows, numberPattern } from './inbound-route.ts'
import { outboundRows } from './outbound-route.ts'
import { runDialplan } from './sandbox/dialplan.ts'
import { hashPassword, isPassword } from './secrets.ts'
import { plainName } from './tenant-rows.ts'

const config = FusionPbxConfig.parse({
  baseDomain: 'pbx.example.com',
  templateDomain: 'template.pbx.example.com',
  databaseHost: 'db.example.com',
  databasePassword: 'x',
  switchHost: '127.0.0.1',
  switchPassword: 'x',
})
const tenant = { tenantId: randomUUID(), domain: 'acme.pbx.example.com' }
const xmlOf = ({ dialplan_xml }: Record<string, unknown>) => String(dialplan_xml)

test('the same reference gives the same ids, and others give others', () => {
  expect(tenantIdOf('o-1/pbx.tenant')).toBe(tenantIdOf('o-1/pbx.tenant'))
  expect(tenantIdOf('o-1/pbx.tenant')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5/)
  expect(tenantIdOf('o-2/pbx.tenant')).not.toBe(tenantIdOf('o-1/pbx.tenant'))
  expect(partIdOf(tenant.tenantId, 'extension 1001')).not.toBe(partIdOf(tenant.tenantId, 'extension 1002'))
})

test('a number with a calling code of two digits is matched with it, without it and with a plus, and no other is', () => {
  const number = { number: '+442079460123', callingCode: '44', extension: '1001' }
  const pattern = new RegExp(numberPattern(number))
  for (const called of ['+442079460123', '442079460123', '2079460123']) expect(called).toMatch(pattern)
  for (const called of ['42079460123', '02079460123', '+12079460123']) expect(called).not.toMatch(pattern)
})

test('what the switch reads and what the editor shows of a route are the same', () => {
  const number = { number: '+14165550100', callingCode: '1', extension: '1001' }
  const { dialplan, details } = inboundRows(tenant, number)
  for (const { dialplan_detail_type: type, dialplan_detail_data: data } of details) {
    expect(xmlOf(dialplan)).toContain(`"${type}"`)
    expect(xmlOf(dialplan)).toContain(String(data))
  }
  expect(runDialplan([xmlOf(dialplan)], { destination: '4165550100', variables: {} })).toEqual({
    application: 'transfer',
    data: `1001 XML ${tenant.domain}`,
  })
})

test('a route to another tenant’s extension leaves by no gateway', () => {
  const route = { key: 'all', name: 'All <&"\'>', pattern: '^\\+?(\\d{4,15})$', gatewayKey: 'primary' }
  const xml = outboundRows(tenant, route, randomUUID()).dialplans.map(xmlOf)
  const call = (user_exists: string) => runDialplan(xml, { destination: '1001', variables: { user_exists } })
  expect(call('false')?.application).toBe('bridge')
  expect(call('true')).toBeUndefined()
})

test('names that mean something in XML stay names', () => {
  const { dialplan } = dialplanRows({
    domainId: tenant.tenantId,
    dialplanId: randomUUID(),
    appId: randomUUID(),
    context: 'public',
    name: '</extension><extension name="evil">',
    continues: false,
    order: 1,
    lines: [
      { condition: 'destination_number', expression: '^"<1>&\'$' },
      { action: 'set', data: 'a=<b>' },
    ],
  })
  expect(xmlOf(dialplan).match(/<extension /g)).toHaveLength(1)
  expect(() => runDialplan([xmlOf(dialplan)], { destination: '"<1>&\'', variables: {} })).not.toThrow()
})

test('a name cannot carry a variable or a quote into a SIP header', () => {
  expect(plainName(`Ada "The <Boss>" ${variable('reboot')} \\ O’Moreno\r\n`)).toBe(
    'Ada The Boss reboot O’Moreno',
  )
})

test('a password is kept as PHP keeps it, and only the right one fits', async () => {
  const kept = await hashPassword('Correct-Horse-7')
  expect(kept).toMatch(/^\$2y\$10\$/)
  expect(await isPassword('Correct-Horse-7', kept)).toBe(true)
  expect(await isPassword('correct-horse-7', kept)).toBe(false)
  expect(await isPassword('anything', '5f4dcc3b5aa765d61d8327deb882cf99')).toBe(false)
})

test('frames are taken whole, however the bytes arrive', () => {
  const wire = Buffer.from(
    'Content-Type: auth/request\n\nContent-Type: api/response\nContent-Length: 6\n\nü\n\nok\nContent-Type: x\n\n',
  )
  for (let cut = 0; cut <= wire.length; cut += 1) {
    const first = takeFrames(wire.subarray(0, cut))
    const second = takeFrames(Buffer.concat([first.rest, wire.subarray(cut)]))
    expect([...first.frames, ...second.frames].map(({ body }) => body)).toEqual(['', 'ü\n\nok', ''])
    expect(second.rest).toHaveLength(0)
  }
})

test.each([
  [
    'a user name that is no word',
    { admin: { username: 'a b', name: 'A', email: 'a@b.example', group: 'admin' } },
  ],
  [
    'a route with two groups',
    { outboundRoutes: [{ key: 'r', name: 'R', pattern: '^(1)(2)$', gatewayKey: 'primary' }] },
  ],
  [
    'a route with no regular expression',
    { outboundRoutes: [{ key: 'r', name: 'R', pattern: '((', gatewayKey: 'primary' }] },
  ],
  [
    'a number without its calling code',
    { numbers: [{ number: '+14165550100', callingCode: '44', extension: '1001' }] },
  ],
  ['a time zone that nobody knows', { timeZone: 'Mars/Olympus' }],
] as const)('%s is refused', (_what, changes) => {
  const spec = tenantSpec('pbx.example.com', structuredClone(changes) as Parameters<typeof tenantSpec>[1])
  expect(() => checkSpec(spec, passwords, config)).toThrow(expect.objectContaining({ code: 'SPEC_INVALID' }))
})

test('a gateway that registers needs a password, and one that does not needs none', () => {
  const spec = tenantSpec('pbx.example.com')
  expect(() => checkSpec(spec, {}, config)).toThrow(expect.objectContaining({ code: 'SPEC_INVALID' }))
  for (const { trunk } of spec.gateways) trunk.registers = false
  expect(() => checkSpec(spec, {}, config)).not.toThrow()
})
