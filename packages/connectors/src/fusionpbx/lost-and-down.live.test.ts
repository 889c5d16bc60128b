import type { ProviderError } from '@turnup/domain'
import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { failureOf } from '../contract/billing-contract.ts'
import { freshTenantRef, passwords, tenantSpec } from '../contract/voice-platform-harness.ts'
import { type FusionPbxWorld, startFusionPbx } from './fusionpbx-world.ts'
import type { FusionPbxVoice } from './index.ts'

let world: FusionPbxWorld
let platform: FusionPbxVoice
beforeAll(async () => {
  world = await startFusionPbx()
  platform = world.connect()
})
afterAll(() => world.stop())
beforeEach(() => world.reset())

const spec = (changes: Parameters<typeof tenantSpec>[1] = {}) =>
  tenantSpec(platform.server.baseDomain, changes)
const create = async (changes: Parameters<typeof tenantSpec>[1] = {}) => {
  const made = spec(changes)
  const ref = freshTenantRef()
  return { spec: made, ref, tenant: await platform.createTenant(made, passwords, ref) }
}
const faulty = (operation: string, kind: 'http-500' | 'auth' | 'stale' | 'reject', system = 'event-socket') =>
  world.context.faults.add({ system, operation, kind, count: 1 })
const fail = async (work: Promise<unknown>): Promise<ProviderError> => failureOf(work)

test('a switch that is down or refuses our password is said before anything is written', async () => {
  faulty('connect', 'http-500')
  expect(await fail(create())).toMatchObject({ kind: 'unavailable', code: 'SWITCH_UNREACHABLE' })
  faulty('auth', 'auth')
  expect(await fail(create())).toMatchObject({ kind: 'auth', code: 'SWITCH_LOGIN_REFUSED' })
  const stranger = world.connect({ switchPassword: 'wrong' })
  expect((await fail(stranger.createTenant(spec(), passwords, freshTenantRef()))).kind).toBe('auth')
  expect(await world.sandbox.countTenants()).toBe(0)
  expect(world.context.journal.list({ system: 'fusionpbx' })).toEqual([])
})

test('a switch that goes down after the commit leaves an unknown, and a repeat makes the one tenant live', async () => {
  faulty('rescan', 'http-500')
  const made = spec()
  const ref = freshTenantRef()
  expect(await fail(platform.createTenant(made, passwords, ref))).toMatchObject({
    kind: 'outcome-unknown',
    code: 'NOT_LIVE_YET',
  })
  const found = await platform.findTenant(ref)
  expect(await platform.readGateways(found?.tenantId ?? '')).toMatchObject([{ status: 'absent' }])
  const tenant = await platform.createTenant(made, passwords, ref)
  expect(await platform.readGateways(tenant.tenantId)).toMatchObject([{ status: 'registered' }])
  expect(await world.sandbox.countTenants()).toBe(1)
})

test('a reply lost after the commit makes one tenant, with one write that counted', async () => {
  world.context.faults.add({
    system: 'fusionpbx',
    operation: 'createTenant',
    kind: 'timeout-after-write',
    count: 1,
  })
  const made = spec()
  const ref = freshTenantRef()
  expect((await fail(platform.createTenant(made, passwords, ref))).kind).toBe('outcome-unknown')
  const rows = await world.sandbox.countRows(made.domain)
  const found = await platform.findTenant(ref)
  expect((await platform.createTenant(made, passwords, ref)).tenantId).toBe(found?.tenantId)
  expect(await world.sandbox.countRows(made.domain)).toBe(rows)
})

test('a server that shuts down in answer to the commit leaves an unknown too', async () => {
  world.context.faults.add({
    system: 'fusionpbx',
    operation: 'createTenant',
    kind: 'http-500-after-write',
    count: 1,
  })
  expect((await fail(create())).kind).toBe('outcome-unknown')
  expect(await world.sandbox.countTenants()).toBe(1)
})

test('the same tenant ordered twice at once under one reference is one', async () => {
  const made = spec()
  const ref = freshTenantRef()
  const [one, other] = await Promise.all([
    platform.createTenant(made, passwords, ref),
    world.connect().createTenant(made, passwords, ref),
  ])
  expect(one.tenantId).toBe(other.tenantId)
  expect(await world.sandbox.countTenants()).toBe(1)
})

test('two tenants that want each other’s numbers do not wait for each other for ever', async () => {
  const numbers = ['+14165550001', '+14165550002'].map((number) => ({
    number,
    callingCode: '1',
    extension: '1001',
  }))
  const other = world.connect()
  const outcomes = await Promise.allSettled([
    platform.createTenant(spec({ numbers }), passwords, freshTenantRef()),
    other.createTenant(spec({ numbers: numbers.toReversed() }), passwords, freshTenantRef()),
  ])
  const codes = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []))
  expect(codes).toEqual(['NUMBER_IN_USE'])
})

test('a gateway that does not register is told, and a wrong password of the database is told apart', async () => {
  faulty('register', 'reject')
  const { tenant } = await create()
  expect(await platform.readGateways(tenant.tenantId)).toMatchObject([
    { status: 'failed', detail: 'FAIL_WAIT' },
  ])
  const stranger = world.connect({ databasePassword: 'wrong' })
  expect(await fail(stranger.isDomainFree('a.example.com'))).toMatchObject({
    kind: 'auth',
    code: 'DATABASE_LOGIN_REFUSED',
  })
})

test('a database that is not there is unavailable', async () => {
  const lost = world.connect({ databasePort: 1 })
  expect((await fail(lost.isDomainFree('a.example.com'))).kind).toBe('unavailable')
})

test('TLS that the other side does not have is not done without', async () => {
  const strict = world.connect({ databaseTls: true })
  expect((await fail(strict.isDomainFree('a.example.com'))).kind).toBe('unavailable')
  const encrypted = world.connect({ switchTls: true, timeoutMs: 500 })
  expect((await fail(encrypted.createTenant(spec(), passwords, freshTenantRef()))).kind).toBe('unavailable')
})

test('our role may neither read passwords nor touch the template', async () => {
  await create()
  const { databaseHost, databasePort, databaseName, databaseUser, databasePassword } =
    world.sandbox.connection()
  const client = new Client({
    host: databaseHost,
    port: databasePort,
    database: databaseName,
    user: databaseUser,
    password: databasePassword,
  })
  await client.connect()
  const attempts = [
    'select password from v_extensions',
    'select password from v_gateways',
    'select voicemail_password from v_voicemails',
    'select default_setting_value from v_default_settings',
    "update v_domains set domain_name = 'x'",
    "update v_users set username = 'x'",
    'drop table v_domains',
  ]
  const outcomes: unknown[] = []
  for (const sql of attempts) outcomes.push(await client.query(sql).catch((error) => error.code))
  await client.end()
  expect(outcomes).toEqual(attempts.map(() => '42501'))
})

test('a removed tenant leaves no gateway behind in the switch and nothing in its caches', async () => {
  const { ref, tenant, spec: made } = await create()
  const [number = ''] = made.numbers.map((each) => each.number)
  const gatewayId = tenant.gateways[0]?.gatewayId ?? ''
  expect(await world.sandbox.callReaches(number)).toBeDefined()
  expect(world.sandbox.gatewayPassword(gatewayId)).toBe(passwords.primary)
  await platform.removeTenant(ref)
  expect(world.sandbox.gatewayPassword(gatewayId)).toBeUndefined()
  expect(await world.sandbox.callReaches(number)).toBeUndefined()
  expect(await platform.findNumber(number)).toBeUndefined()
})

test('extensions show the new number after the old one was replaced', async () => {
  const { tenant, spec: made } = await create()
  const to = { number: '+442079460123', callingCode: '44', extension: '1001' }
  await platform.replaceNumber({ tenantId: tenant.tenantId, from: made.numbers[0]?.number ?? '', to }, 'r/1')
  const page = await (await fetch(`${world.origin}/fusionpbx/tenants/${made.domain}`)).text()
  expect(page).toContain('442079460123')
  expect(page).not.toContain(made.numbers[0]?.number.slice(1))
  expect(world.sandbox.clearedCacheKeys().filter((key) => key.includes('1003@'))).not.toEqual([])
})

test('a number that somebody entered without its calling code is found, and counts as in use', async () => {
  const { tenant, spec: made } = await create()
  const number = { number: '+16475550177', callingCode: '1', extension: '1001' }
  await world.sandbox.plantTenant('by-hand.example.com')
  await world.sandbox.plantNumber('by-hand.example.com', '6475550177')
  expect((await platform.findNumber(number.number))?.domain).toBe('by-hand.example.com')
  expect((await fail(platform.assignNumber(tenant.tenantId, number, 'o/1'))).code).toBe('NUMBER_IN_USE')
  expect((await platform.findNumber(made.numbers[0]?.number ?? ''))?.domain).toBe(made.domain)
})

test('a password that FusionPBX would cut off is refused', async () => {
  const { tenant } = await create()
  const claim = { tenantId: tenant.tenantId, username: 'admin', password: 'ü'.repeat(40) }
  expect((await fail(platform.setAdminPassword(claim, 'c-1'))).code).toBe('SPEC_INVALID')
  expect(await platform.findClaim('c-1')).toBeUndefined()
})

test('the check says what is missing and how to mend it', async () => {
  const strange = world.connect({ templateDomain: 'nowhere.example.com', gatewayProfile: 'outside' })
  const findings = await strange.check()
  const failures = findings.filter(({ level }) => level === 'failure').map(({ id }) => id)
  expect(failures).toEqual(['fusionpbx.template', 'fusionpbx.profile'])
  const error = await fail(strange.createTenant(spec(), passwords, freshTenantRef()))
  expect(error.code).toBe('TEMPLATE_MISSING')
  expect(await world.sandbox.countTenants()).toBe(0)
})

test('the copied dialplans name the tenant and nothing of the template', async () => {
  const { spec: made } = await create()
  const dialplans = await world.sandbox.dialplansOf(made.domain)
  expect(dialplans.length).toBeGreaterThan(3)
  for (const xml of dialplans) expect(xml).not.toMatch(/template|7f1d3f52/)
  expect(dialplans.join('\n')).toContain(`domain_name=${made.domain}`)
})

test('the journal of the sandbox tells each transaction once, without a secret', async () => {
  const { ref } = await create()
  await platform.removeTenant(ref)
  const calls = world.context.journal.list({ system: 'fusionpbx' })
  expect(calls.map(({ operation }) => operation)).toEqual(['createTenant', 'findTenant', 'removeTenant'])
  const told = JSON.stringify(world.context.journal.list())
  for (const secret of [...world.secrets, ...Object.values(passwords)]) expect(told).not.toContain(secret)
})
