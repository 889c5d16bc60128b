import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { completeEnvironment } from './complete-settings.ts'
import { describeSettings, settingsPage } from './describe-settings.ts'
import { variablesAt } from './parse-settings.ts'
import { formatProblems, readSettings } from './read-settings.ts'
import { groupSchemas, type Settings } from './settings.ts'
import { variables } from './variables.ts'

const folder = mkdtempSync(join(tmpdir(), 'turnup-settings-'))
afterAll(() => rmSync(folder, { recursive: true }))

function settingsOf(more: Record<string, string> = {}): Settings {
  const result = readSettings(completeEnvironment(more))
  if (!result.ok) throw new Error(formatProblems(result.problems))
  return result.settings
}

function problemsOf(environment: Record<string, string | undefined>): string[] {
  const result = readSettings(environment)
  return result.ok ? [] : result.problems.map((problem) => problem.variable)
}

test('what must be set is enough to start', () => {
  const settings = settingsOf()
  expect(settings.server).toMatchObject({ host: '127.0.0.1', port: 3000 })
  expect(settings.policy).toMatchObject({ statusProfile: 'event-v2', webhookWaitMs: 8_000 })
  expect(settings.webhook).toBeUndefined()
  expect(settings.es2plus).toBeUndefined()
  expect(settings.mail.transport).toBe('smtp')
})

test('an empty environment names everything that is missing at once, each once', () => {
  const missing = problemsOf({})
  expect(new Set(missing).size).toBe(missing.length)
  expect(missing).toEqual(
    expect.arrayContaining([
      'DATABASE_URL',
      'RESTATE_INGRESS_URL',
      'RESTATE_ADMIN_URL',
      'TURNUP_MASTER_KEY',
      'PUBLIC_URL',
      'SF_CLIENT_ID',
      'SF_PRIVATE_KEY_PATH, SF_PRIVATE_KEY_BASE64',
      'WHMCS_URL',
      'MAIL_TRANSPORT',
    ]),
  )
})

test('no problem ever shows a value', () => {
  const marked = Object.fromEntries(variables.map(({ name }) => [name, `leak-${name.toLowerCase()}`]))
  const result = readSettings(marked)
  if (result.ok) throw new Error('Nonsense was taken for settings.')
  expect(result.problems.length).toBeGreaterThan(40)
  expect(formatProblems(result.problems)).not.toMatch(/leak-/i)
})

test('every problem says what to write instead', () => {
  const result = readSettings({ PORT: 'eighty', TURNUP_MASTER_KEY: 'dG9vIHNob3J0' })
  if (result.ok) throw new Error('Nonsense was taken for settings.')
  const text = formatProblems(result.problems)
  expect(text).toContain('PORT must be a whole number.')
  expect(text).toContain('TURNUP_MASTER_KEY must be at least 32 bytes long.')
  for (const problem of result.problems) expect(problem.mend).toMatch(/\w{3}/)
})

test('the environment wins over the settings file, and the file may hold real types', () => {
  const path = join(folder, 'settings.json')
  writeFileSync(path, JSON.stringify({ PORT: 4000, BRAND_NAME: 'File', MAIL_SUPPORT_CC: ['cs@example.com'] }))
  const settings = settingsOf({ TURNUP_SETTINGS: path, BRAND_NAME: 'Environment' })
  expect(settings.server.port).toBe(4000)
  expect(settings.policy.brand.name).toBe('Environment')
  expect(settings.policy.mail.supportCc).toEqual(['cs@example.com'])
})

test('a misspelt name in the settings file is a problem', () => {
  const path = join(folder, 'misspelt.json')
  writeFileSync(path, JSON.stringify({ PROT: 4000 }))
  expect(problemsOf(completeEnvironment({ TURNUP_SETTINGS: path }))).toEqual(['PROT'])
})

test('a settings file that is not there is a problem', () => {
  expect(problemsOf(completeEnvironment({ TURNUP_SETTINGS: join(folder, 'none.json') }))).toEqual([
    'TURNUP_SETTINGS',
  ])
})

test('a signing key switches the webhook door on, and then its token is asked for', () => {
  expect(problemsOf(completeEnvironment({ SF_WEBHOOK_KEY: 'k'.repeat(32) }))).toEqual([
    'SF_WEBHOOK_BEARER_TOKEN',
  ])
  expect(problemsOf(completeEnvironment({ TRIGGERS_WEBHOOK: 'true' }))).toEqual([
    'SF_WEBHOOK_KEY',
    'SF_WEBHOOK_BEARER_TOKEN',
  ])
})

test('only https leads out of this machine, unless a closed network says otherwise', () => {
  const environment = completeEnvironment({ WHMCS_URL: 'http://billing.example.com' })
  expect(problemsOf(environment)).toEqual(['WHMCS_URL'])
  expect(problemsOf({ ...environment, ALLOW_INSECURE_HTTP: 'true' })).toEqual([])
  expect(problemsOf(completeEnvironment({ WHMCS_URL: 'http://localhost:4000/whmcs' }))).toEqual([])
})

test('no credentials leave this machine unencrypted by doors that have no address with http in it', () => {
  const events = { SF_PUBSUB_INSECURE: 'true', SF_PUBSUB_ENDPOINT: 'events.example.com:7011' }
  const mail = {
    SMTP_HOST: 'mail.example.com',
    SMTP_USER: 'portal',
    SMTP_PASSWORD: 'secret',
    SMTP_REQUIRE_TLS: 'false',
  }
  const environment = completeEnvironment({ ...events, ...mail })
  expect(problemsOf(environment)).toEqual(['SF_PUBSUB_INSECURE', 'SMTP_REQUIRE_TLS'])
  expect(problemsOf({ ...environment, ALLOW_INSECURE_HTTP: 'true' })).toEqual([])
  const onThisMachine = { SF_PUBSUB_ENDPOINT: '127.0.0.1:7011', SMTP_HOST: 'localhost' }
  expect(problemsOf({ ...environment, ...onThisMachine })).toEqual([])
  expect(problemsOf(completeEnvironment({ ...mail, SMTP_SECURE: 'true' }))).toEqual([])
})

test('an engine door that others can reach needs the identity key', () => {
  expect(problemsOf(completeEnvironment({ ENGINE_DOOR_HOST: '0.0.0.0' }))).toEqual(['RESTATE_IDENTITY_KEY'])
})

test('no connector may wait longer than an attempt counts as open', () => {
  expect(problemsOf(completeEnvironment({ CALL_TIMEOUT_SECONDS: '10' }))).toEqual(['CALL_TIMEOUT_SECONDS'])
})

test('the private key is set by path or as base64, not both', () => {
  const path = join(folder, 'key.pem')
  const environment = completeEnvironment()
  writeFileSync(path, Buffer.from(environment.SF_PRIVATE_KEY_BASE64 ?? '', 'base64'))
  const byPath = { ...environment, SF_PRIVATE_KEY_PATH: path, SF_PRIVATE_KEY_BASE64: undefined }
  expect(problemsOf(byPath)).toEqual([])
  expect(problemsOf({ ...byPath, SF_PRIVATE_KEY_BASE64: environment.SF_PRIVATE_KEY_BASE64 })).toEqual([
    'SF_PRIVATE_KEY_PATH, SF_PRIVATE_KEY_BASE64',
  ])
})

test('one choice, said once, reaches every part that needs it', () => {
  const settings = settingsOf({
    STATUS_PROFILE: 'webhook-v1',
    CURRENCY: 'JPY',
    OPPORTUNITY_ENABLED: 'false',
    ELIGIBILITY_RULES: '[{"matches": "tower", "dwelling": "Apartment"}]',
  })
  expect(settings.salesforce).toMatchObject({
    fieldProfile: 'webhook-v1',
    currency: 'JPY',
    eligibility: 'attributes',
    opportunity: { enabled: false },
    eligibilityRules: [{ contains: 'tower', dwelling: 'Apartment' }],
  })
  expect(settings.whmcs.currency).toBe('JPY')
  expect(settings.policy).toMatchObject({ currency: 'JPY', eligibility: 'attributes' })
})

test('the secret behind matching ids follows from the master key, the same at every start', () => {
  const esim = {
    ES2PLUS_URL: 'https://smdp.example.com',
    ES2PLUS_REQUESTER_ID: '1.3.6.1',
    ES2PLUS_SMDP_ADDRESS: 'smdp.example.com',
  }
  const secret = settingsOf(esim).es2plus?.matchingIdSecret
  expect(secret).toHaveLength(44)
  expect(settingsOf(esim).es2plus?.matchingIdSecret).toBe(secret)
})

test('every variable feeds a place that a schema knows', () => {
  for (const known of variables) {
    for (const path of known.paths) {
      expect(Object.keys(groupSchemas), known.name).toContain(path.split('.')[0])
      expect(variablesAt(path), path).toContain(known)
    }
  }
  expect(describeSettings()).toHaveLength(variables.length)
})

test('docs/settings.md says what the schemas say', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../docs/settings.md'), 'utf8')
  expect(page).toBe(settingsPage())
})
