import type { ConnectorFieldBody } from '@turnup/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createSettingsWorld, type Process, type SettingsWorld } from './connector-settings-world.ts'

let world: SettingsWorld
let one: Process
beforeAll(async () => {
  world = await createSettingsWorld()
  one = world.one
}, 60_000)
afterAll(() => world.close())

const wrong = 'wrong-secret-of-the-console'
const connectors = [
  'salesforce',
  'whmcs',
  'es2plus',
  'mvne',
  'fusionpbx',
  'voip-ms',
  'didww',
  'smtp',
  'sendgrid',
]
const findClient = ({ services }: Process) => services.ports.billing.findClientByEmail('nobody@example.com')
const nameOf = (fields: ConnectorFieldBody[], path: string) => fields.find((field) => field.path === path)

/** Everything that the database holds of connectors and of who changed what. */
async function databaseText(): Promise<string> {
  const { rows } = await sql<{ text: string }>`
    select t::text as text from connector_settings t union all select a::text from audit_event a
    union all select s::text from connector_state s`.execute(world.world.db)
  return rows.map(({ text }) => text).join('\n')
}

test('everybody who signed in sees each form, administrators change it, and others are told who may', async () => {
  for (const id of connectors) {
    const { status, body } = await one.call('GET', `/connectors/${id}/settings`, 'viewer')
    expect(status).toBe(200)
    expect(body).toMatchObject({ id, version: 0, paused: false })
    expect(body.fields.length).toBeGreaterThan(2)
    for (const { kind, ...field } of body.fields)
      if (kind === 'secret') expect(field).not.toHaveProperty('value')
  }
  const change = { version: 0, set: { departmentId: '2' }, reason: 'x' }
  for (const role of ['viewer', 'operator'] as const) {
    for (const door of ['/check', ''] as const) {
      const method = door === '' ? 'PUT' : 'POST'
      const { status } = await one.call(method, `/connectors/whmcs/settings${door}`, role, change)
      expect(status).toBe(403)
    }
  }
  expect((await one.call('PUT', '/connectors/whmcs/settings', undefined, change)).status).toBe(401)
  expect((await one.call('GET', '/connectors/paypal/settings', 'viewer')).status).toBe(404)
  expect((await one.call('PUT', '/connectors/paypal/settings', 'administrator', change)).status).toBe(404)
  expect((await one.settings('whmcs')).version).toBe(0)
})

test('settings are tried without being kept, and counted as nobody’s failure', async () => {
  const exchanges = one.exchanges.length
  const good = await one.change('whmcs', {}, '/check')
  expect(good.status).toBe(200)
  expect(good.body.findings.map((finding: { level: string }) => finding.level)).not.toContain('failure')
  const bad = await one.change('whmcs', { set: { secret: wrong } }, '/check')
  expect(bad.body.findings).toContainEqual(
    expect.objectContaining({ id: 'whmcs.credentials', level: 'failure' }),
  )
  const nowhere = await one.change('whmcs', { set: { url: 'http://127.0.0.1:9/whmcs' } }, '/check')
  expect(nowhere.body.findings).toContainEqual(expect.objectContaining({ level: 'failure' }))
  expect(one.exchanges).toHaveLength(exchanges)
  expect((await one.settings('whmcs')).version).toBe(0)
  expect(await findClient(one)).toBeUndefined()
  const { body: audit } = await one.call('GET', '/audit?action=connector.settings.check', 'viewer')
  expect(audit.items[1]).toMatchObject({ after: { set: ['secret'], putBack: [] }, reason: 'For the test' })
})

test('a change is in effect when it is answered, and in other processes with their next look', async () => {
  const { status, body } = await one.change('whmcs', { set: { secret: wrong, timeoutMs: 1_500 } })
  expect(status).toBe(200)
  expect(body).toMatchObject({ version: 1, changedBy: 'The administrator', paused: false })
  expect(nameOf(body.fields, 'secret')).toMatchObject({ source: 'console', isSet: true })
  expect(nameOf(body.fields, 'timeoutMs')).toMatchObject({ source: 'console', value: 1_500 })
  await expect(findClient(one)).rejects.toMatchObject({ kind: 'auth' })
  expect(await findClient(world.other)).toBeUndefined()
  await world.other.setup.refresh()
  await expect(findClient(world.other)).rejects.toMatchObject({ kind: 'auth' })
  await expect(findClient(await world.start())).rejects.toMatchObject({ kind: 'auth' })

  const mended = await world.other.change('whmcs', { set: { secret: world.sandbox.settings.WHMCS_SECRET } })
  expect(mended.body.version).toBe(2)
  expect(await findClient(world.other)).toBeUndefined()
  await one.setup.refresh()
  expect(await findClient(one)).toBeUndefined()
})

test('what is put back is as the environment says again', async () => {
  const { body } = await one.change('whmcs', { unset: ['secret', 'timeoutMs'] })
  expect(body.version).toBe(3)
  expect(nameOf(body.fields, 'secret')).toMatchObject({ source: 'environment', isSet: true })
  expect(nameOf(body.fields, 'timeoutMs')).toMatchObject({ source: 'default', value: 30_000 })
  expect(await findClient(one)).toBeUndefined()
})

test('of two who change the same version, the later is told, and nothing of theirs is kept', async () => {
  const { version } = await one.settings('mvne')
  const change = (timeoutMs: number) => ({
    version,
    set: { url: `${world.sandbox.url}/mvne`, apiKey: 'key', timeoutMs },
    reason: 'x',
  })
  const answers = await Promise.all([
    one.call('PUT', '/connectors/mvne/settings', 'administrator', change(1_000)),
    world.other.call('PUT', '/connectors/mvne/settings', 'administrator', change(2_000)),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const late = answers.find(({ status }) => status === 409)
  expect(late?.body.error).toMatchObject({ code: 'SETTINGS_OVERTAKEN' })
  const early = answers.find(({ status }) => status === 200)
  const now = await one.settings('mvne')
  expect(now.version).toBe(version + 1)
  expect(now.fields).toEqual(early?.body.fields)
  const check = await one.call('POST', '/connectors/mvne/settings/check', 'administrator', change(3_000))
  expect(check.status).toBe(409)
})

test('a value that does not do is refused by the name of its field, and nothing is kept', async () => {
  const before = await one.settings('smtp')
  const { status, body } = await one.change('smtp', { set: { port: 70_000, fromName: 'Harbour' } })
  expect(status).toBe(400)
  expect(body.error).toMatchObject({ code: 'SETTINGS_INVALID', field: 'port' })
  const plain = await one.change('sendgrid', { set: { url: 'http://mail.example.com', apiKey: 'SG.x' } })
  expect(plain.body.error).toMatchObject({ field: 'url', message: expect.stringContaining('https') })
  const moved = await one.change('sendgrid', { set: { url: 'https://mail.example.com' } }, '/check')
  expect(moved.body.error).toMatchObject({ code: 'SECRET_NEEDED_ANEW', field: 'apiKey' })
  const noReason = await one.change('smtp', { set: { port: 2525 }, reason: ' ' })
  expect(noReason.body.error).toMatchObject({ field: 'reason' })
  expect(await one.settings('smtp')).toEqual(before)
})

test('systems that the environment does not know are set up here, and taken away again', async () => {
  const { sandbox } = world
  const { body: list } = await one.call('GET', '/connectors', 'viewer')
  const listed = list.items.map((item: { id: string }) => item.id)
  expect([...listed].sort()).toEqual([...connectors].sort())
  const esim = {
    url: sandbox.settings.ES2PLUS_URL,
    functionRequesterIdentifier: sandbox.settings.ES2PLUS_REQUESTER_ID,
    smdpAddress: sandbox.settings.ES2PLUS_SMDP_ADDRESS,
  }
  expect((await one.call('POST', '/connectors/es2plus/check', 'operator')).body.findings[0].level).toBe(
    'warning',
  )
  expect((await one.change('es2plus', { set: esim }, '/check')).body.findings[0].level).toBe('ok')
  expect((await one.change('es2plus', { set: esim })).status).toBe(200)
  expect((await one.call('POST', '/connectors/es2plus/check', 'operator')).body.findings[0].level).toBe('ok')
  expect(one.setup.sources()).toContainEqual({
    id: 'settings.es2plus',
    level: 'ok',
    what: 'Settings of es2plus: from the console url, functionRequesterIdentifier, smdpAddress; the rest by default.',
  })
  const gone = await one.change('es2plus', { unset: Object.keys(esim) })
  expect(nameOf(gone.body.fields, 'url')).toMatchObject({ source: 'missing', isSet: false })
  expect(() => one.services.ports.esim.cancelOrder({ iccid: '1', reusable: false }, 'ref')).toThrow(
    expect.objectContaining({ code: 'NOT_CONFIGURED' }),
  )
})

test('a carrier is there to buy from as soon as its settings are, and the real one only where that is allowed', async () => {
  const { settings } = world.sandbox
  const without = Object.keys(settings).filter((name) => name.startsWith('DIDWW_'))
  const bare = await world.start(Object.fromEntries(without.map((name) => [name, ''])))
  expect(Object.keys(bare.services.ports.numbers)).toEqual(['voip-ms'])
  const set = {
    url: settings.DIDWW_URL,
    apiKey: settings.DIDWW_API_KEY,
    pbxHost: settings.DIDWW_PBX_HOST,
    pbxAddresses: [settings.DIDWW_PBX_ADDRESSES],
  }
  const real = await bare.change('didww', { set: { ...set, url: 'https://api.didww.com' } })
  expect(real.body.error).toMatchObject({ field: 'allowProduction' })
  expect((await bare.change('didww', { set }, '/check')).body.findings).toContainEqual(
    expect.objectContaining({ id: 'didww.credentials', level: 'ok' }),
  )
  expect((await bare.change('didww', { set })).status).toBe(200)
  const countries = await bare.services.ports.numbers.didww?.listCountries()
  expect(countries?.map(({ country }) => country)).toContain('ZA')
  await bare.change('didww', { unset: Object.keys(set) })
  expect(Object.keys(bare.services.ports.numbers)).toEqual(['voip-ms'])
})

test('which mail relay goes first follows the settings, also in what operators read', async () => {
  const bySmtp = await world.start({ MAIL_TRANSPORT: '', SENDGRID_API_KEY: '' })
  expect(bySmtp.services.connectorOf.mailer).toBe('smtp')
  const set = { apiKey: world.sandbox.settings.SENDGRID_API_KEY as string }
  expect((await bySmtp.change('sendgrid', { set })).status).toBe(200)
  expect(bySmtp.services.connectorOf.mailer).toBe('sendgrid')
  const findings = await bySmtp.services.ports.mailer.check()
  expect(findings.map(({ id }) => id.split('.')[0])).toEqual(['sendgrid', 'smtp'])
  await bySmtp.change('sendgrid', { unset: ['apiKey'] })
  expect(bySmtp.services.connectorOf.mailer).toBe('smtp')
})

test('a paused connector stays paused, and the answer says so', async () => {
  await one.call('POST', '/connectors/whmcs/pause', 'administrator', { reason: 'Credentials refused' })
  const { body } = await one.change('whmcs', { set: { departmentId: '1' } })
  expect(body.paused).toBe(true)
  await one.call('POST', '/connectors/whmcs/resume', 'administrator', {})
  expect((await one.settings('whmcs')).paused).toBe(false)
})

test('secrets under another master key stop the connector, not the server; entering them again mends it', async () => {
  await one.change('whmcs', { set: { secret: world.sandbox.settings.WHMCS_SECRET } })
  const { db, services } = world.world
  await sql`update connector_settings set version = version + 1, sealed_values = jsonb_build_object('secret',
    ${services.vault.seal('x', 'elsewhere').toString('base64')}::text) where connector = 'whmcs'`.execute(db)
  await one.setup.refresh()
  expect(() => findClient(one)).toThrow(expect.objectContaining({ kind: 'auth', code: 'SETTINGS_UNUSABLE' }))
  const { fields } = await one.settings('whmcs')
  expect(nameOf(fields, 'secret')).toMatchObject({
    isSet: true,
    source: 'console',
    problem: expect.stringContaining('Enter it again'),
  })
  expect((await one.change('whmcs', { set: { timeoutMs: 900 } })).body.error).toMatchObject({
    field: 'secret',
  })
  const mended = await one.change('whmcs', { set: { secret: world.sandbox.settings.WHMCS_SECRET } })
  expect(mended.status).toBe(200)
  expect(await findClient(one)).toBeUndefined()
})

test('an environment that no longer fits what is kept stops the connector and says what to mend', async () => {
  await one.change('whmcs', { set: { timeoutMs: 50_000 } })
  const impatient = await world.start({ CALL_TIMEOUT_SECONDS: '40' })
  expect(() => findClient(impatient)).toThrow(expect.objectContaining({ code: 'SETTINGS_UNUSABLE' }))
  expect(await impatient.services.ports.billing.check()).toMatchObject([
    { level: 'failure', what: expect.stringContaining('CALL_TIMEOUT_SECONDS') },
  ])
  expect((await impatient.change('whmcs', { unset: ['timeoutMs'] })).status).toBe(200)
  expect(await findClient(impatient)).toBeUndefined()
})

test('a change of the event door’s settings opens another door, and tells whoever listens', async () => {
  const { events, setup } = world.other
  const changed = vi.fn()
  const before = events.present()
  events.onChange(changed)
  await one.change('salesforce', { set: { 'pubsub.topicName': '/event/Mine__e' } })
  expect(changed).not.toHaveBeenCalled()
  await setup.refresh()
  expect(changed).toHaveBeenCalledTimes(1)
  expect(events.present()).not.toBe(before)
  expect(events.present()?.topic).toBe('/event/Mine__e')
  await one.change('salesforce', { unset: ['pubsub.topicName'] })
})

test('no secret is in an answer, the audit, a log line, or readable in the database', async () => {
  const { settings } = world.sandbox
  const secrets = [wrong, settings.WHMCS_SECRET, settings.SENDGRID_API_KEY, 'secret-that-is-kept'] as string[]
  await one.change('whmcs', { set: { secret: 'secret-that-is-kept' } })
  await expect(findClient(one)).rejects.toMatchObject({ kind: 'auth' })
  await one.change('whmcs', { set: { secret: 'secret-that-is-kept' } }, '/check')
  const places = [...world.said, await databaseText(), JSON.stringify([one.exchanges, world.other.exchanges])]
  for (const text of places) {
    for (const secret of secrets) {
      expect(text).not.toContain(secret)
      expect(text).not.toContain(Buffer.from(secret).toString('base64'))
    }
  }
  expect(world.said.join('\n')).toContain('Settings from the console are in effect.')
  expect(await databaseText()).toContain('"secret"')
})
