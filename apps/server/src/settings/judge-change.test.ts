import type { Json } from '@turnup/domain'
import type { StoredConnectorSettings } from '@turnup/store'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testSettings } from '../test-world.ts'
import { effectiveSettings } from './effective-settings.ts'
import { judgeChange } from './judge-change.ts'

const settings = testSettings({ CALL_TIMEOUT_SECONDS: '40' })
const kept = (more: Partial<StoredConnectorSettings> = {}): StoredConnectorSettings => ({
  connector: 'whmcs',
  version: 1,
  values: {},
  secrets: {},
  unreadable: [],
  ...more,
})

function judge(set: Record<string, Json>, unset: string[] = [], stored = kept(), connector = 'whmcs') {
  return judgeChange(connector, settings, stored.connector === connector ? [stored] : [], { set, unset })
}

/** The field that the refusal names. */
function refused(...asked: Parameters<typeof judge>): string | undefined {
  const judged = judge(...asked)
  return judged.ok ? undefined : judged.refusal.field
}

test('a change that fits is told as it would be kept', () => {
  const stored = kept({ values: { departmentId: '7', timeoutMs: 800 }, secrets: { accessKey: 'x' } })
  const judged = judge({ timeoutMs: 900, secret: ' new secret\n' }, ['departmentId'], stored)
  expect(judged).toMatchObject({
    ok: true,
    value: { entered: { values: { timeoutMs: 900 }, secrets: { accessKey: 'x', secret: 'new secret' } } },
  })
})

test('what a start would refuse is refused, and the refusal names the field and no value', () => {
  expect(refused({ timeoutMs: 'leak-soon' })).toBe('timeoutMs')
  expect(refused({ timeoutMs: 20 })).toBe('timeoutMs')
  expect(refused({ departmentId: 'leak-support' })).toBe('departmentId')
  expect(refused({ secret: '' })).toBe('secret')
  expect(refused({ secret: 7 })).toBe('secret')
  expect(refused({ secret: null })).toBe('secret')
  expect(refused({ currency: 'EUR' })).toBe('currency')
  expect(refused({ '__proto__.polluted': true })).toBe('__proto__.polluted')
  expect(refused({}, ['nothing'])).toBe('nothing')
  expect(refused({ timeoutMs: 900 }, ['timeoutMs'])).toBe('timeoutMs')
  const said = [judge({ timeoutMs: 'leak-soon' }), judge({ departmentId: 'leak-support' })]
  expect(JSON.stringify(said)).not.toContain('leak')
})

test('settings that do not fit together are refused: http, passwords in the clear or in addresses, waits too long', () => {
  const secrets = { identifier: 'i', secret: 's' }
  expect(refused({ url: 'http://billing.example.com', ...secrets })).toBe('url')
  expect(refused({ url: 'http://127.0.0.1:4000/whmcs', ...secrets })).toBeUndefined()
  expect(refused({ url: 'https://ada:secret@billing.example.com' })).toBe('url')
  expect(refused({ timeoutMs: 41_000 })).toBe('timeoutMs')
  const mail = { user: 'portal', password: 'secret', requireTls: false }
  expect(refused(mail, [], kept(), 'smtp')).toBe('requireTls')
  expect(refused({ user: 'portal' }, [], kept(), 'smtp')).toBe('password')
  expect(refused({ 'pubsub.insecure': true }, [], kept(), 'salesforce')).toBe('pubsub.insecure')
})

test('a system that was not there needs everything that is required, by name', () => {
  const url = 'https://lines.example.com'
  expect(refused({ url }, [], kept(), 'mvne')).toBe('apiKey')
  expect(judge({ url, apiKey: 'k' }, [], kept(), 'mvne').ok).toBe(true)
  const esim = {
    url: 'https://smdp.example.com',
    functionRequesterIdentifier: '1.3.6.1',
    smdpAddress: 'smdp.example.com',
  }
  expect(judge(esim, [], kept(), 'es2plus').ok).toBe(true)
  const pem = '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n'
  expect(refused({ ...esim, clientCertificate: pem }, [], kept(), 'es2plus')).toBe('clientKey')
  expect(refused({ apiKey: 'not a key' }, [], kept(), 'sendgrid')).toBe('apiKey')
})

test('with another host, the secrets that would be sent there are entered anew', () => {
  expect(refused({ url: 'https://elsewhere.example.net' })).toBe('identifier')
  expect(refused({ url: 'https://elsewhere.example.net', identifier: 'i' })).toBe('secret')
  expect(refused({ url: 'https://elsewhere.example.net', identifier: 'i', secret: 's' })).toBeUndefined()
  expect(refused({ url: 'https://billing.example.com/whmcs' })).toBeUndefined()
  expect(refused({ host: 'elsewhere.example.net' }, [], kept(), 'smtp')).toBeUndefined()
  const moved = kept({
    values: { url: 'https://elsewhere.example.net' },
    secrets: { identifier: 'i', secret: 's' },
  })
  expect(refused({}, ['secret'], moved)).toBe('secret')
  expect(refused({}, ['url'], moved)).toBe('identifier')
  expect(refused({}, ['url', 'identifier', 'secret'], moved)).toBeUndefined()
  expect(refused({ 'pubsub.endpoint': 'events.example.net:7443' }, [], kept(), 'salesforce')).toBe(
    'privateKey',
  )
})

test('no row of changes brings a secret to a host for which it was not entered', () => {
  const hosts = ['https://billing.example.com', 'https://a.example.net', 'https://b.example.net/whmcs']
  const step = fc.record({
    url: fc.constantFrom('keep', 'back', ...hosts),
    secret: fc.constantFrom('keep', 'back', 'one', 'two'),
  })
  const pairOf = (stored: StoredConnectorSettings) => {
    const { whmcs } = effectiveSettings(settings, [stored]).settings
    return `${new URL(whmcs.url).hostname} ${whmcs.secret}`
  }
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      // The other secret is entered with each address, so that it stands in nobody's way.
      let stored = kept()
      const allowed = new Set([pairOf(stored)])
      for (const { url, secret } of steps) {
        const wanted = { url, secret, ...(url.startsWith('https') ? { identifier: 'i' } : {}) }
        const set = Object.entries(wanted).filter(([, value]) => value !== 'keep' && value !== 'back')
        const unset = Object.entries(wanted).flatMap(([path, value]) => (value === 'back' ? [path] : []))
        const judged = judge(Object.fromEntries(set), unset, stored)
        if (!judged.ok) continue
        stored = kept(judged.value.entered)
        if (secret === 'one' || secret === 'two') allowed.add(pairOf(stored))
        expect(allowed).toContain(pairOf(stored))
      }
    }),
  )
})

test('a secret that does not open with this master key has to be entered again or put back', () => {
  const stored = kept({ secrets: { identifier: 'i' }, unreadable: ['secret'] })
  expect(refused({ timeoutMs: 900 }, [], stored)).toBe('secret')
  expect(refused({ timeoutMs: 900, secret: 'new' }, [], stored)).toBeUndefined()
  expect(refused({ timeoutMs: 900 }, ['secret'], stored)).toBeUndefined()
  const { problems } = effectiveSettings(settings, [stored])
  expect(problems).toMatchObject([{ place: 'whmcs.secret' }])
})

test('null is none at all, whatever the environment says; where the schema knows null, it is a value', () => {
  const withKey = testSettings({ WHMCS_ACCESS_KEY: 'from-the-environment' })
  const none = kept({ values: { accessKey: null } })
  expect(effectiveSettings(withKey, []).settings.whmcs.accessKey).toBe('from-the-environment')
  expect(effectiveSettings(withKey, [none]).settings.whmcs.accessKey).toBeUndefined()
  const salesforce = kept({ connector: 'salesforce', values: { 'fields.order.promoCode': null } })
  expect(effectiveSettings(withKey, [salesforce]).settings.salesforce.fields.order).toEqual({
    promoCode: null,
  })
})

test('SendGrid that is entered in the console goes first, and what the process was started with stays as it is', () => {
  const sendgrid = kept({ connector: 'sendgrid', secrets: { apiKey: 'SG.key' } })
  const before = structuredClone(settings.written)
  const { settings: now, problems } = effectiveSettings(settings, [sendgrid])
  expect(problems).toEqual([])
  expect(now.mail.transport).toBe('sendgrid-then-smtp')
  expect(now.sendgrid).toMatchObject({ apiKey: 'SG.key', fromEmail: 'hello@example.com' })
  expect(settings.written).toEqual(before)
  expect(effectiveSettings(settings, []).settings).toEqual(settings)
})
