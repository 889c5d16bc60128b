import { expect, test } from 'vitest'
import { testSettings } from '../test-world.ts'
import { connectorForms } from './connector-forms.ts'
import { describeConnector } from './describe-connector.ts'
import { fillIn } from './fill-in.ts'
import type { RawSettings } from './settings.ts'
import { variables } from './variables.ts'

const fields = [...connectorForms].flatMap(([connector, form]) =>
  form.map((field) => ({ connector, ...field })),
)
const fieldOf = (connector: string, path: string) =>
  fields.find((field) => field.connector === connector && field.path === path)

test('every connector has a form, drawn from its own schema', () => {
  expect([...connectorForms.keys()]).toEqual([
    'salesforce',
    'whmcs',
    'es2plus',
    'mvne',
    'fusionpbx',
    'voip-ms',
    'didww',
    'smtp',
    'sendgrid',
  ])
  expect(fieldOf('whmcs', 'secret')).toMatchObject({
    label: 'API secret',
    kind: 'secret',
    required: true,
    variable: 'WHMCS_SECRET',
  })
  expect(fieldOf('whmcs', 'url')).toMatchObject({ kind: 'url', required: true })
  expect(fieldOf('whmcs', 'timeoutMs')).toMatchObject({
    kind: 'number',
    required: false,
    minimum: 100,
    maximum: 120_000,
    unit: 'milliseconds',
  })
  expect(fieldOf('smtp', 'requireTls')).toMatchObject({ kind: 'flag' })
  expect(fieldOf('salesforce', 'privateKey')).toMatchObject({ kind: 'secret', multiline: true })
  expect(fieldOf('salesforce', 'pubsub.startFrom')).toMatchObject({
    kind: 'choice',
    choices: ['EARLIEST', 'LATEST'],
    section: 'Platform events',
    place: 'pubsub.startFrom',
  })
  expect(fieldOf('salesforce', 'pubsub.backoff.baseMs')).toMatchObject({ kind: 'number', minimum: 1 })
  expect(fieldOf('salesforce', 'fields.order.promoCode')).toMatchObject({
    label: 'Promo code',
    section: 'Names in this org: Order',
    nullable: true,
  })
  expect(fieldOf('salesforce', 'fields.words.stage.post-processing')).toMatchObject({ kind: 'text' })
  expect(fieldOf('salesforce', 'fields.product.billingCycles')).toMatchObject({ kind: 'list' })
})

test('every field has a name of its own for people, and those at the top have one that was written for them', () => {
  for (const [connector, form] of connectorForms) {
    const names = form.map(({ section, label }) => `${section}/${label}`)
    expect(new Set(names).size, connector).toBe(names.length)
    expect(new Set(form.map(({ path }) => path)).size, connector).toBe(form.length)
  }
})

test('what the environment treats as a secret is one in the form, and nobody forgot where it is sent', () => {
  const secretPlaces = variables.filter(({ secret }) => secret).flatMap(({ paths }) => paths)
  const inForms = fields.filter(({ place }) => secretPlaces.includes(place))
  expect(inForms.length).toBeGreaterThan(5)
  for (const field of inForms) expect(field.kind, field.place).toBe('secret')
  for (const { connector, receives = [] } of fields)
    for (const path of receives) expect(fieldOf(connector, path)?.kind, `${connector} ${path}`).toBe('secret')
  for (const connector of [
    'salesforce',
    'whmcs',
    'mvne',
    'fusionpbx',
    'voip-ms',
    'didww',
    'smtp',
    'sendgrid',
  ])
    expect(
      fields.some((field) => field.connector === connector && field.receives),
      connector,
    ).toBe(true)
})

test('what the policy decides for several parts at once cannot be changed for one of them', () => {
  const raw: RawSettings = { es2plus: { url: 'https://smdp.example.com' } }
  const { policy, secrets } = testSettings()
  fillIn(raw, { policy, secrets })
  const followed = ['salesforce', 'whmcs'].flatMap((group) =>
    Object.keys(raw[group] ?? {}).map((key) => `${group}.${key}`),
  )
  const shared = variables.filter(({ paths }) => paths.some((path) => path.startsWith('policy.')))
  const decided = [...followed, ...shared.flatMap(({ paths }) => paths)]
  for (const { place } of fields) expect(decided).not.toContain(place)
})

test('the form says what is in effect and where it comes from, and never a secret', () => {
  const settings = testSettings({
    WHMCS_SECRET: 'harbour-secret',
    WHMCS_URL: 'https://a:b-pass@whmcs.example',
  })
  const kept = {
    connector: 'whmcs',
    version: 3,
    values: { timeoutMs: 900, accessKey: null },
    secrets: { identifier: 'console-identifier' },
    unreadable: [],
  }
  const described = describeConnector('whmcs', settings, [kept])
  const at = (path: string) => described.find((field) => field.path === path)
  expect(at('timeoutMs')).toMatchObject({ value: 900, source: 'console', isSet: true })
  expect(at('identifier')).toMatchObject({ source: 'console', isSet: true })
  expect(at('secret')).toMatchObject({ source: 'environment', isSet: true })
  expect(at('accessKey')).toMatchObject({ source: 'console', isSet: false })
  expect(at('departmentId')).toMatchObject({ value: '1', source: 'default', isSet: true })
  expect(at('paymentMethod')).toMatchObject({ value: 'stripe', source: 'environment' })
  expect(JSON.stringify(described)).not.toMatch(/harbour-secret|console-identifier|b-pass/)
  const mvne = describeConnector('mvne', settings, [])
  expect(mvne).toMatchObject([
    { path: 'url', source: 'missing', isSet: false },
    { path: 'apiKey', source: 'missing', isSet: false },
    { path: 'timeoutMs', value: 30_000, source: 'default' },
  ])
  const esim = describeConnector('es2plus', settings, [])
  expect(esim.find(({ path }) => path === 'matchingIdSecret')).toMatchObject({ required: false })
})
