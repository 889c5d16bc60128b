import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { expectations } from './check-expectations.ts'
import { SalesforceConfig, settingsOf } from './config.ts'
import { orgSchema } from './sandbox/org-schema.ts'
import type { FieldType, ObjectSchema } from './sandbox/schema.ts'
import { createSessions } from './sandbox/sessions.ts'

const source = fileURLToPath(new URL('../../../../salesforce/force-app/main/default/', import.meta.url))
const read = (path: string) => readFileSync(`${source}${path}`, 'utf8')
const tag = (xml: string, name: string) => xml.match(new RegExp(`<${name}>([^<]*)</${name}>`))?.[1]
const tags = (xml: string, name: string) =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map((match) => match[1]!)

/** Our fields of one object as the folder deploys them. */
function deployed(object: string): Map<string, string> {
  const folder = `objects/${object}/fields/`
  if (!existsSync(`${source}${folder}`)) return new Map()
  return new Map(
    readdirSync(`${source}${folder}`).map((file) => [
      file.replace('.field-meta.xml', ''),
      read(folder + file),
    ]),
  )
}

const types: Record<string, FieldType> = {
  Text: 'string',
  LongTextArea: 'textarea',
  Number: 'double',
  Picklist: 'picklist',
  DateTime: 'datetime',
  Date: 'date',
  Checkbox: 'boolean',
  Url: 'url',
  Lookup: 'reference',
}
const customFields = (object: ObjectSchema) =>
  Object.entries(object.fields).filter(([name]) => name.endsWith('__c'))
const org = (profile: 'event-v2' | 'webhook-v1') => [
  ...orgSchema({ profile, billingOrderIdType: 'number', mayPublishEvents: false }).values(),
]

describe('what is deployed into the provider’s org', () => {
  test('is what the sandbox imitates: names, types, lengths, words, unique references', () => {
    for (const object of org('event-v2')) {
      const fields = deployed(object.name)
      for (const [name, field] of customFields(object)) {
        const xml = fields.get(name) ?? ''
        const found = {
          type: types[tag(xml, 'type') ?? ''],
          unique: tag(xml, 'unique') === 'true',
          values: field.values ? tags(xml, 'fullName').slice(1) : undefined,
        }
        const wanted = { type: field.type, unique: field.unique ?? false, values: field.values }
        expect(found, `${object.name}.${name}`).toEqual(wanted)
        if (field.type === 'string') expect(Number(tag(xml, 'length')), name).toBe(field.length)
      }
    }
  })

  test('has every field that either field profile names', () => {
    const { privateKey } = createSessions(() => new Date(), 1).credentials()
    for (const fieldProfile of ['event-v2', 'webhook-v1'] as const) {
      const config = SalesforceConfig.parse({ clientId: 'c', username: 'u', privateKey, fieldProfile })
      for (const { object, fields } of expectations(settingsOf(config))) {
        const names = new Set([...deployed(object).keys()].map((name) => name.toLowerCase()))
        const missing = fields.filter(({ name }) => name.endsWith('__c') && !names.has(name.toLowerCase()))
        expect(missing, object).toEqual([])
      }
    }
  })

  test('gives the integration user every field, no deletion and no publishing (R100, R129, R130)', () => {
    const xml = read('permissionsets/Turnup_Integration.permissionset-meta.xml')
    const granted = new Set(tags(xml, 'field'))
    for (const object of ['Account', 'Order', 'OrderItem', 'Opportunity', 'Case', 'Product2']) {
      for (const name of deployed(object).keys()) expect(granted, name).toContain(`${object}.${name}`)
    }
    expect(new Set(tags(xml, 'allowDelete'))).toEqual(new Set(['false']))
    const event = xml
      .split('<objectPermissions>')
      .find((part) => part.includes('OrderProvisionRequested__e'))!
    expect([tag(event, 'allowCreate'), tag(event, 'allowRead')]).toEqual(['false', 'true'])
  })

  test('marks before the save and publishes after it, so that one approval is one event (X07)', () => {
    const mark = read('flows/Turnup_Order_Mark_Activating.flow-meta.xml')
    const publish = read('flows/Turnup_Order_Request_Provisioning.flow-meta.xml')
    expect(tag(mark, 'triggerType')).toBe('RecordBeforeSave')
    expect(tag(publish, 'triggerType')).toBe('RecordAfterSave')
    expect(publish).not.toContain('<recordUpdates>')
    expect(tag(mark, 'filterFormula')).toBe(tag(publish, 'filterFormula'))
  })

  test('signs with the value that the sandbox’s test has from openssl', () => {
    const sandboxTest = readFileSync(new URL('./sandbox/sandbox.test.ts', import.meta.url), 'utf8')
    const [signature] = sandboxTest.match(/v1=[0-9a-f]{64}/) ?? []
    expect(read('classes/TurnupSignerTest.cls')).toContain(signature)
  })
})
