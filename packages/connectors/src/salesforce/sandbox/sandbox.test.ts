import type { JsonObject } from '@turnup/domain'
import { afterEach, describe, expect, test } from 'vitest'
import { type SalesforceHarness, startSalesforce } from '../salesforce-harness.ts'
import { createSessionSource } from '../session.ts'
import { provisionTopic } from './event-schema.ts'
import { signWebhook } from './index.ts'
import { fullId, recordId } from './record-id.ts'
import { parseSoql } from './soql-parse.ts'

const running: SalesforceHarness[] = []
afterEach(async () => {
  for (const harness of running.splice(0)) await harness.stop()
})

/** Raw calls with a good token, as any other client of the org makes them. */
async function start(...args: Parameters<typeof startSalesforce>) {
  const harness = await startSalesforce(...args)
  running.push(harness)
  const { served, config } = harness
  const deps = { now: () => new Date(), correlationId: () => '', observe: () => {} }
  const { accessToken } = await createSessionSource(config, deps).current()
  const call = async (method: string, path: string, body?: JsonObject) => {
    const response = await fetch(`${served.origin}/salesforce/services/data/v64.0${path}`, {
      method,
      headers: {
        authorization: `Bearer ${accessToken}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
  }
  const query = (soql: string) => call('GET', `/query?q=${encodeURIComponent(soql)}`)
  return { ...harness, call, query }
}
const errorOf = ({ status, body }: { status: number; body: { errorCode: string }[] }) => [
  status,
  body[0]?.errorCode,
]

async function orderIn({ crm }: SalesforceHarness, ref = 'order/1'): Promise<string> {
  const { accountId } = (await crm.findAccount('C-1001'))!
  const { productId, pricebookEntryId } = (await crm.readCatalogue())[0]!
  const item = { productId, pricebookEntryId, quantity: 1, unitPrice: '59.00', configOptions: {} }
  const order = { accountId, effectiveDate: '2026-03-01', description: 'Fibre', items: [item] }
  return (await crm.createOrder(order, ref)).crmOrderId
}

test('ids have Salesforce’s form, and a wrong check suffix makes one invalid', () => {
  expect(fullId('001D000000IqhSL')).toBe('001D000000IqhSLIAZ')
  const id = recordId('801', 12_345)
  expect(fullId(id.slice(0, 15))).toBe(id)
  expect(fullId(`${id.slice(0, 15)}000`)).toBeUndefined()
})

describe('SOQL', () => {
  test('selects over parents and children, filters, orders and limits', async () => {
    const { query } = await start()
    const products = await query(
      "SELECT Product2.StockKeepingUnit, UnitPrice FROM PricebookEntry WHERE (Product2.Name LIKE '%esim%' OR UnitPrice IN (9, 15)) AND IsActive = true ORDER BY UnitPrice DESC LIMIT 3",
    )
    const skus = products.body.records.map(
      (record: { Product2: JsonObject }) => record.Product2.StockKeepingUnit,
    )
    expect(skus).toEqual(['ESIM-VOICE-DATA', 'ESIM-DATA-20', 'VPN-ACTIVATION'])
    const accounts = await query(
      "SELECT Name, (SELECT Email FROM Contacts) FROM Account WHERE SF_Account_No__c = 'c-1002' AND Internet_Tier__c != '1G'",
    )
    expect(accounts.body.records[0]).toMatchObject({
      Name: 'Bruno Lindqvist',
      Contacts: { totalSize: 1, records: [{ Email: 'bruno@example.com' }] },
    })
  })

  test('says what is wrong as Salesforce does', async () => {
    const { query } = await start()
    const refused: [string, string][] = [
      ['SELECT FROM Account', 'MALFORMED_QUERY'],
      ["SELECT Id FROM Account WHERE Name = 'x", 'MALFORMED_QUERY'],
      ["SELECT Id FROM Account WHERE Name = 'a' AND Phone = 'b' OR Phone = 'c'", 'MALFORMED_QUERY'],
      ["SELECT Id FROM Account WHERE Name = 'a'; DELETE", 'MALFORMED_QUERY'],
      ['SELECT Nothing__c FROM Account', 'INVALID_FIELD'],
      ['SELECT Owner.Name FROM Account', 'INVALID_FIELD'],
      ['SELECT Id FROM Nothing__c', 'INVALID_TYPE'],
      ["SELECT Id FROM Opportunity WHERE WHMCS_Service_ID__c = '7'", 'INVALID_FIELD'],
      ["SELECT Id FROM Case WHERE Description = 'x'", 'INVALID_FIELD'],
      ["SELECT Id FROM Account WHERE Id = 'x'", 'INVALID_QUERY_FILTER_OPERATOR'],
    ]
    for (const [soql, code] of refused) expect(errorOf(await query(soql)), soql).toEqual([400, code])
  })

  test('text inside quotes stays text', () => {
    expect(parseSoql("SELECT Id FROM Account WHERE Name = 'O\\'Neill \\\\ (SELECT'").where).toMatchObject({
      values: [{ type: 'text', value: "O'Neill \\ (SELECT" }],
    })
  })
})

describe('saving', () => {
  test('refuses what the org refuses', async () => {
    const harness = await start()
    const { call } = harness
    const { accountId } = (await harness.crm.findAccount('C-1001'))!
    const opportunity = { AccountId: accountId, Name: 'x', StageName: 'Ready', CloseDate: '2026-06-30' }
    const refused: [string, JsonObject, string][] = [
      ['Contact', { FirstName: 'A' }, 'REQUIRED_FIELD_MISSING'],
      ['Contact', { LastName: 'A', Nothing__c: 1 }, 'INVALID_FIELD'],
      ['Contact', { LastName: 'A'.repeat(81) }, 'STRING_TOO_LONG'],
      ['Contact', { LastName: 'A', Email: 'nobody' }, 'INVALID_EMAIL_ADDRESS'],
      ['Account', { Name: 'Twin', SF_Account_No__c: 'c-1001' }, 'DUPLICATE_VALUE'],
      ['Opportunity', { ...opportunity, StageName: 'Cancelling' }, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'],
      ['Opportunity', { ...opportunity, WHMCS_Service_ID__c: '7' }, 'JSON_PARSER_ERROR'],
      ['Case', { CaseNumber: '1' }, 'INVALID_FIELD_FOR_INSERT_UPDATE'],
      ['Case', { AccountId: 'x' }, 'MALFORMED_ID'],
      ['Case', { AccountId: recordId('001', 999_999) }, 'INVALID_CROSS_REFERENCE_KEY'],
    ]
    for (const [object, fields, code] of refused) {
      expect(errorOf(await call('POST', `/sobjects/${object}`, fields)), code).toEqual([400, code])
    }
  })

  test('the integration user may not delete, sell or publish (R100, R129)', async () => {
    const harness = await start()
    const id = await orderIn(harness)
    const denied = [403, 'INSUFFICIENT_ACCESS_OR_READONLY']
    expect(errorOf(await harness.call('DELETE', `/sobjects/Order/${id}`))).toEqual(denied)
    expect(errorOf(await harness.call('POST', '/sobjects/Product2', { Name: 'x' }))).toEqual(denied)
    const event = { OrderId__c: id }
    expect(errorOf(await harness.call('POST', '/sobjects/OrderProvisionRequested__e', event))).toEqual(denied)
    const open = await start({ mayPublishEvents: true })
    expect((await open.call('POST', '/sobjects/OrderProvisionRequested__e', event)).status).toBe(201)
    expect(open.org.eventBus.events(provisionTopic)).toHaveLength(1)
    const unnamed = await open.call('POST', '/sobjects/OrderProvisionRequested__e', { IdemKey__c: 'k' })
    expect(errorOf(unnamed)).toEqual([400, 'REQUIRED_FIELD_MISSING'])
  })

  test('an external id reads, creates and updates', async () => {
    const { call } = await start()
    const path = `/sobjects/Case/Portal_Reference__c/${encodeURIComponent('case/1')}`
    expect(errorOf(await call('GET', path))).toEqual([404, 'NOT_FOUND'])
    expect((await call('PATCH', path, { Subject: 'One' })).body).toMatchObject({ created: true })
    expect((await call('PATCH', path, { Subject: 'Two' })).body).toMatchObject({ created: false })
    expect((await call('GET', `${path}?fields=Subject`)).body).toMatchObject({ Subject: 'Two' })
  })

  test('a composite that fails in its last part leaves nothing and asks for nothing', async () => {
    const harness = await start()
    const id = await orderIn(harness)
    const compositeRequest: JsonObject[] = [
      {
        method: 'PATCH',
        url: `/services/data/v64.0/sobjects/Order/${id}`,
        referenceId: 'a',
        body: { Status: 'Approved' },
      },
      {
        method: 'POST',
        url: '/services/data/v64.0/sobjects/Case',
        referenceId: 'b',
        body: { Type: 'Unknown' },
      },
    ]
    const all = await harness.call('POST', '/composite', { allOrNone: true, compositeRequest })
    const codes = all.body.compositeResponse.map(
      (part: { body: { errorCode: string }[] }) => part.body[0]?.errorCode,
    )
    expect(codes).toEqual(['PROCESSING_HALTED', 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'])
    expect(harness.org.readRecord('Order', id)?.Status).toBe('Pending Review')
    expect(harness.org.eventBus.events(provisionTopic)).toEqual([])
    await harness.call('POST', '/composite', { allOrNone: false, compositeRequest })
    expect(harness.org.readRecord('Order', id)?.Status).toBe('Approved')
    expect(harness.org.eventBus.events(provisionTopic)).toHaveLength(1)
  })

  test('a stale read does not show the newest write, the next one does', async () => {
    const harness = await start()
    const { crm, served } = harness
    const id = await orderIn(harness)
    harness.org.approveOrder(id)
    served.context.faults.add({ system: 'salesforce', operation: 'query', kind: 'stale', count: 1 })
    expect((await crm.readOrder(id))?.status).toBe('pending-review')
    expect((await crm.readOrder(id))?.status).toBe('activating')
  })
})

describe('the order approval flow (R096 to R098)', () => {
  for (const [profile, status, error] of [
    ['event-v2', 'Activation_Status__c', 'Activation_Error__c'],
    ['webhook-v1', 'Provisioning_Status__c', 'Provisioning_Error_Message__c'],
  ] as const) {
    test(`${profile}: approval and retry each publish one event and clear the error`, async () => {
      const harness = await start({ profile })
      const id = await orderIn(harness)
      const events = () => harness.org.eventBus.events(provisionTopic).map(({ fields }) => fields)
      harness.org.approveOrder(id)
      expect(events()).toEqual([{ OrderId__c: id, IdemKey__c: expect.stringMatching(`^${id}-\\d{4}-`) }])
      harness.org.editRecord('Order', id, { [status]: 'Failed', [error]: 'No card' })
      harness.org.requestRetry(id)
      expect(events()).toHaveLength(2)
      expect(harness.org.readRecord('Order', id)).toMatchObject({ [status]: 'Activating', [error]: null })
      harness.org.requestRetry(id)
      harness.org.editRecord('Order', id, { Description: 'changed' })
      expect(events()).toHaveLength(2)
    })
  }

  test('where the flow is not deployed nothing is published', async () => {
    const harness = await start({ flow: false })
    harness.org.approveOrder(await orderIn(harness))
    expect(harness.org.eventBus.events(provisionTopic)).toEqual([])
  })
})

test('what was saved is there after a restart: records, key pair, events, and no id is given twice', async () => {
  const first = await start()
  const id = await orderIn(first)
  first.org.approveOrder(id)
  const second = await start()
  second.org.load(structuredClone(first.org.save()))
  expect(second.org.readRecord('Order', id)).toEqual(first.org.readRecord('Order', id))
  expect(second.org.demoCredentials()).toEqual(first.org.demoCredentials())
  expect(second.org.eventBus.events(provisionTopic)).toHaveLength(1)
  first.org.reset()
  expect(first.org.listRecords('Order')).toEqual([])
  expect(await orderIn(first)).not.toBe(id)
})

describe('people', () => {
  test('the pages approve, retry, cancel, check eligibility and decide about identity', async () => {
    const harness = await start()
    const { org, served, crm } = harness
    const id = await orderIn(harness)
    const press = async (path: string, form: Record<string, string> = {}) => {
      const body = new URLSearchParams(form)
      const response = await fetch(`${served.origin}/salesforce/${path}`, {
        method: 'POST',
        body,
        redirect: 'manual',
      })
      expect(response.status, path).toBe(303)
    }
    const shows = async (path: string) => (await fetch(`${served.origin}/salesforce/${path}`)).text()
    await press(`orders/${id}/approve`)
    expect(await shows('orders')).toContain('Activating')
    org.editRecord('Order', id, { Activation_Status__c: 'Failed', Activation_Error__c: '<b>No card</b>' })
    expect(await shows('orders')).toContain('&#60;b&#62;No card')
    await press(`orders/${id}/retry`)
    await press(`orders/${id}/cancel`)
    expect(org.readRecord('Order', id)).toMatchObject({
      Activation_Status__c: 'Activating',
      Status: 'Cancelled',
    })

    const { accountId } = (await crm.findAccount('C-2000'))!
    const opportunity = {
      accountId,
      name: 'Fibre',
      stage: 'introduction',
      source: 'eligibility-request',
    } as const
    const { opportunityId } = await crm.createOpportunity({ ...opportunity, closeDate: '2026-06-30' }, 'o/1')
    await press(`accounts/${accountId}/eligibility`, { result: 'Not eligible' })
    await press(`accounts/${accountId}/identity`, { verdict: 'Rejected', message: 'Too dark' })
    expect(await crm.readAccount(accountId)).toMatchObject({
      eligibility: { status: 'Checked', result: 'Not eligible' },
      idVerification: { status: 'Rejected', rejectionMessage: 'Too dark' },
    })
    expect(org.readRecord('Opportunity', opportunityId)?.StageName).toBe('Void')
    expect(await shows('accounts?q=c-2000')).toContain('Demo Customer 2000')
    expect(await shows('opportunities')).toContain('Void')
  })

  test('"Provision in WHMCS" sends a signed call that a receiver can check (R082, R083)', async () => {
    const harness = await start()
    const id = await orderIn(harness)
    expect((await harness.org.pressQuickAction(id)).body).toBe('No webhook target is set.')
    const target = { bearerToken: 'bearer', signingKey: 'key' }
    const received: { path: string; headers: Headers; body: string }[] = []
    const { createServer } = await import('node:http')
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        received.push({
          path: request.url ?? '',
          headers: new Headers(request.headers as Record<string, string>),
          body,
        })
        response.writeHead(202).end('{"status":"Accepted"}')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    harness.org.setWebhookTarget({ ...target, baseUrl: `http://127.0.0.1:${port}/api/` })
    const answer = await harness.org.pressQuickAction(id)
    server.close()
    expect(answer).toMatchObject({ status: 202, body: '{"status":"Accepted"}' })
    const [{ path, headers, body }] = received as [(typeof received)[0]]
    expect(path).toBe(`/api/orders/${id}/fulfill`)
    expect(headers.get('authorization')).toBe('Bearer bearer')
    expect(headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/)
    const signed = { method: 'post', path, nonce: headers.get('x-nonce') ?? '', body }
    const timestampMs = Number(headers.get('x-timestamp'))
    expect(headers.get('x-signature')).toBe(signWebhook({ ...signed, timestampMs }, 'key'))
  })

  test('the signature is the agreed one', () => {
    const request = { method: 'POST', path: '/orders/8/fulfill', timestampMs: 1, nonce: 'n', body: '' }
    // printf 'POST\n/orders/8/fulfill\n1\nn\n<sha256 of nothing>' | openssl dgst -sha256 -hmac key
    expect(signWebhook(request, 'key')).toBe(
      'v1=e042d2331717443106065648719d3fad9022bd1d9bc9135d5b8b1347ef415f0f',
    )
  })
})
