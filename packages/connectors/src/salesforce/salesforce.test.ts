import type { CrmOrderReport, NewCrmOrder } from '@turnup/domain'
import { afterEach, describe, expect, test } from 'vitest'
import { crmContract, kindOf } from '../contract/crm-contract.ts'
import { recordingDeps } from '../contract/serve-sandbox.ts'
import { createSalesforceCrm, sameSalesforceId } from './index.ts'
import { type SalesforceHarness, startSalesforce } from './salesforce-harness.ts'
import { provisionTopic } from './sandbox/event-schema.ts'
import { soqlText } from './soql.ts'

crmContract('Salesforce, event-v2', () => startSalesforce())

// Document 1 only reads the account; here the org has document 2's account fields too, named one by one.
crmContract('Salesforce, webhook-v1', () =>
  startSalesforce(
    { profile: 'webhook-v1', flow: false },
    {
      eligibility: 'text-result',
      fields: {
        account: {
          billingClientId: 'WH_Account__c',
          eligibilityResult: 'Internet_Eligibility__c',
          eligibilityStatus: 'Internet_Eligibility_Status__c',
          eligibilityRequestedAt: 'Internet_Eligibility_Request_Date_Time__c',
          eligibilityCheckedAt: 'Internet_Eligibility_Checked_Date_Time__c',
          eligibilityCaseId: 'Internet_Eligibility_Case_Id__c',
          idStatus: 'Id_Verification_Status__c',
          idSubmittedAt: 'Id_Verification_Submitted_Date_Time__c',
          idVerifiedAt: 'Id_Verification_Verified_Date_Time__c',
          idRejectionMessage: 'Id_Verification_Rejection_Message__c',
        },
      },
    },
  ),
)

const running: SalesforceHarness[] = []
afterEach(async () => {
  for (const harness of running.splice(0)) await harness.stop()
})
async function start(...args: Parameters<typeof startSalesforce>): Promise<SalesforceHarness> {
  const harness = await startSalesforce(...args)
  running.push(harness)
  return harness
}

async function someOrder({ crm }: SalesforceHarness, lines = 1): Promise<NewCrmOrder> {
  const { accountId } = (await crm.findAccount('C-1001'))!
  const { productId, pricebookEntryId } = (await crm.readCatalogue()).find(
    ({ sku }) => sku === 'SIM-DATA-20',
  )!
  const item = { productId, pricebookEntryId, quantity: 1, unitPrice: '18.00' }
  const items = Array.from({ length: lines }, (_, index) => ({
    ...item,
    configOptions: { line: String(index) },
  }))
  return { accountId, effectiveDate: '2026-03-01', description: 'SIM', items }
}
const placed = async (harness: SalesforceHarness, ref = 'order/1') =>
  (await harness.crm.createOrder(await someOrder(harness), ref)).crmOrderId
const calls = ({ served }: SalesforceHarness, operation: string) => served.context.journal.list({ operation })

describe('login', () => {
  test('many calls at once share one login', async () => {
    const harness = await start()
    await Promise.all(Array.from({ length: 8 }, () => harness.crm.findAccount('C-1001')))
    expect(calls(harness, 'login')).toHaveLength(1)
  })

  test('a token that ends mid-flight is renewed once for all, and no call is lost', async () => {
    const harness = await start()
    const order = await someOrder(harness)
    harness.org.expireTokens()
    const refs = ['a', 'b', 'c', 'd']
    await Promise.all(refs.map((ref) => harness.crm.createOrder(order, ref)))
    expect(refs.map((ref) => harness.sandbox.count('orders', ref))).toEqual([1, 1, 1, 1])
    expect(calls(harness, 'login')).toHaveLength(2)
  })

  test('a session refused again after renewal is an auth failure, not a loop', async () => {
    const harness = await start()
    harness.served.context.faults.add({ system: 'salesforce', operation: 'query', kind: 'auth' })
    expect(await kindOf(harness.crm.findAccount('C-1001'))).toBe('auth')
    expect(calls(harness, 'query')).toHaveLength(2)
  })

  test('too many logins are "throttled", a token endpoint that fails is "unavailable"', async () => {
    const harness = await start()
    const fault = { system: 'salesforce', operation: 'login', count: 1 }
    harness.served.context.faults.add({ ...fault, kind: 'throttle' })
    expect(await kindOf(harness.crm.findAccount('C-1001'))).toBe('throttled')
    harness.served.context.faults.add({ ...fault, kind: 'http-500' })
    expect(await kindOf(harness.crm.findAccount('C-1001'))).toBe('unavailable')
    expect(await kindOf(harness.crm.findAccount('C-1001'))).toBe('no error')
  })

  test('a key that is not the registered one, another user and another app are refused', async () => {
    const harness = await start()
    const stranger = await start()
    const attempts = [
      { privateKey: stranger.config.privateKey },
      { username: 'somebody@else.example' },
      { clientId: 'unknown' },
      { audience: 'https://other.example' },
    ]
    for (const change of attempts) {
      const crm = createSalesforceCrm({ ...harness.config, ...change }, recordingDeps())
      expect(await kindOf(crm.findAccount('C-1001')), Object.keys(change)[0]).toBe('auth')
      expect((await crm.check()).map(({ id, level }) => [id, level])).toEqual([
        ['salesforce.login', 'failure'],
      ])
    }
  })
})

describe('writes', () => {
  test('a locked row is tried again, and the order is created once', async () => {
    const harness = await start()
    const order = await someOrder(harness)
    const lock = { system: 'salesforce', kind: 'reject', message: 'UNABLE_TO_LOCK_ROW', count: 2 } as const
    harness.served.context.faults.add({ ...lock, operation: 'POST /composite' })
    const { crmOrderId } = await harness.crm.createOrder(order, 'order/1')
    harness.served.context.faults.add({ ...lock, operation: 'PATCH /sobjects/Order' })
    await harness.crm.reportOrder(crmOrderId, { status: 'provisioned', at: '2026-03-01T10:00:00.000Z' })
    expect(harness.sandbox.count('orders', 'order/1')).toBe(1)
    expect(calls(harness, 'POST /composite')).toHaveLength(3)
    expect(harness.org.readRecord('Order', crmOrderId)).toMatchObject({ Activation_Status__c: 'Provisioned' })
  })

  test('a row that stays locked is unavailable in the end', async () => {
    const harness = await start()
    const order = await someOrder(harness)
    const kind = 'reject' as const
    harness.served.context.faults.add({
      system: 'salesforce',
      kind,
      message: 'UNABLE_TO_LOCK_ROW',
      operation: 'POST /composite',
    })
    expect(await kindOf(harness.crm.createOrder(order, 'order/1'))).toBe('unavailable')
    expect(calls(harness, 'POST /composite')).toHaveLength(4)
  })

  test('an order of 450 lines is one request and keeps every line in order', async () => {
    const harness = await start({ pageSize: 100 })
    const order = await someOrder(harness, 450)
    const { crmOrderId } = await harness.crm.createOrder(order, 'order/long')
    expect(calls(harness, 'POST /composite')).toHaveLength(1)
    const { items } = (await harness.crm.readOrder(crmOrderId))!
    expect(items.map((item) => item.configOptions.line)).toEqual(
      order.items.map((item) => item.configOptions.line),
    )
  })

  test('an org that requires an opportunity gets no order without one', async () => {
    const harness = await start({}, { opportunity: { enabled: true, required: true } })
    expect(await kindOf(harness.crm.createOrder(await someOrder(harness), 'order/1'))).toBe('rejected')
    expect(calls(harness, 'POST /composite')).toHaveLength(0)
  })

  test('an org without opportunities is never asked for one', async () => {
    const harness = await start({}, { opportunity: { enabled: false, required: false } })
    const { accountId } = (await harness.crm.findAccount('C-1001'))!
    expect(await harness.crm.findOpportunity({ accountId, stages: ['ready'] })).toBeUndefined()
    expect(harness.served.context.journal.list({ contains: 'Opportunity' })).toEqual([])
  })
})

describe('reports by field profile (X01, X02, X03, X07)', () => {
  const failed: CrmOrderReport = {
    status: 'failed',
    at: '2026-03-01T10:00:00.000Z',
    attemptCount: 2,
    error: { code: 'ESIM_REFUSED', message: 'The profile type is unknown' },
  }
  const provisioned: CrmOrderReport = {
    status: 'provisioned',
    at: '2026-03-01T11:00:00.000Z',
    billingOrderId: '5001',
    maskedIccid: '••••0017',
    attemptCount: 3,
  }

  test('the event profile writes one error text with its time, and clears it when all is well', async () => {
    const harness = await start()
    const id = await placed(harness)
    await harness.crm.reportOrder(id, failed)
    expect(harness.org.readRecord('Order', id)).toMatchObject({
      Activation_Status__c: 'Failed',
      Activation_Error__c: 'ESIM_REFUSED: The profile type is unknown',
      Activation_Error_DateTime__c: '2026-03-01T10:00:00.000+0000',
    })
    await harness.crm.reportOrder(id, provisioned)
    expect(harness.org.readRecord('Order', id)).toMatchObject({
      Activation_Status__c: 'Provisioned',
      Status: 'Activated',
      WHMCS_Order_Id__c: 5001,
      Activation_Error__c: null,
      Activation_Error_DateTime__c: null,
    })
  })

  test('the webhook profile writes code and message apart, the attempt and the masked ICCID', async () => {
    const harness = await start({ profile: 'webhook-v1', flow: false })
    const id = await placed(harness)
    await harness.crm.reportOrder(id, failed)
    expect(harness.org.readRecord('Order', id)).toMatchObject({
      Provisioning_Status__c: 'Failed',
      Provisioning_Error_Code__c: 'ESIM_REFUSED',
      Attempt_Count__c: 2,
      Provisioning_Error_Message__c: 'The profile type is unknown',
    })
    await harness.crm.reportOrder(id, provisioned)
    expect(harness.org.readRecord('Order', id)).toMatchObject({
      Provisioning_Status__c: 'Provisioned',
      Status: 'Pending Review',
      WHMCS_Order_ID__c: 5001,
      ESIM_ICCID__c: '••••0017',
      Last_Provisioning_At__c: '2026-03-01T11:00:00.000+0000',
      Provisioning_Error_Code__c: null,
      Provisioning_Error_Message__c: null,
    })
  })

  test('an id field that is a text gets a text, and one of the wrong type is named by doctor', async () => {
    const text = await start(
      { billingOrderIdType: 'text' },
      { fields: { order: { billingOrderIdType: 'text' } } },
    )
    const id = await placed(text)
    await text.crm.reportOrder(id, { ...provisioned, billingOrderId: 'W-5001' })
    expect(text.org.readRecord('Order', id)?.WHMCS_Order_Id__c).toBe('W-5001')
    const wrong = await start({ billingOrderIdType: 'text' })
    const findings = (await wrong.crm.check()).filter(({ level }) => level === 'failure')
    expect(findings.map((finding) => finding.id)).toEqual(['salesforce.Order.WHMCS_Order_Id__c'])
  })

  test('the event profile never writes "activating", so the flow is not started by us', async () => {
    const harness = await start()
    const id = await placed(harness)
    await harness.crm.reportOrder(id, { ...failed, error: undefined, status: 'activating' })
    expect(harness.org.readRecord('Order', id)?.Activation_Status__c).toBe('Pending Review')
    expect(harness.org.eventBus.events(provisionTopic)).toEqual([])
    const webhook = await start({ profile: 'webhook-v1', flow: false })
    const other = await placed(webhook)
    await webhook.crm.reportOrder(other, { status: 'activating', at: failed.at })
    expect(webhook.org.readRecord('Order', other)?.Provisioning_Status__c).toBe('Activating')
  })

  test('the services of a line stand on the line', async () => {
    const harness = await start()
    const id = await placed(harness)
    const crmItemId = (await harness.crm.readOrder(id))!.items[0]!.crmItemId!
    const items = ['801', '802', '801'].map((billingServiceId) => ({ crmItemId, billingServiceId }))
    await harness.crm.reportOrder(id, { ...provisioned, items })
    expect(harness.org.readRecord('OrderItem', crmItemId)?.WHMCS_Service_ID__c).toBe('801,802')
  })
})

describe('what comes from outside', () => {
  test('a customer number that is a piece of SOQL finds nothing and changes no query', async () => {
    const harness = await start()
    for (const attack of [
      "x' OR Name != 'y",
      "C-1001' OR '1'='1",
      "\\' OR Id != null OR Name = \\'",
      'a\nLIMIT 1',
    ]) {
      expect(await harness.crm.findAccount(attack), attack).toBeUndefined()
    }
    expect(soqlText("O'Neill \\ Sons")).toBe("'O\\'Neill \\\\ Sons'")
  })

  test('an id that is no id is never put into a path', async () => {
    const harness = await start()
    const report = { status: 'failed', at: '2026-03-01T10:00:00.000Z' } as const
    expect(await kindOf(harness.crm.reportOrder('../Account/001', report))).toBe('rejected')
    expect(await harness.crm.listCases("' OR Id != '")).toEqual([])
    expect(harness.served.context.journal.list()).toEqual([])
  })

  test('an order is the same by its 15 and its 18 characters', async () => {
    const harness = await start()
    const id = await placed(harness)
    expect((await harness.crm.readOrder(id.slice(0, 15)))?.crmOrderId).toBe(id)
    expect(sameSalesforceId(id, id.slice(0, 15))).toBe(true)
    expect(sameSalesforceId(id, `${id.slice(0, 14)}9`)).toBe(false)
  })

  test('a product whose choices are not JSON is not sold, doctor names it, and an order of it says why it stops', async () => {
    const harness = await start()
    const id = await placed(harness)
    const product = harness.org
      .listRecords('Product2')
      .find(({ StockKeepingUnit }) => StockKeepingUnit === 'SIM-DATA-20')!
    harness.org.editRecord('Product2', product.Id, { Portal_ConfigOptions_JSON__c: '{broken' })
    expect((await harness.crm.readCatalogue()).find(({ sku }) => sku === 'SIM-DATA-20')?.sellable).toBe(false)
    expect((await harness.crm.check()).map((finding) => finding.id)).toContain(
      'salesforce.product.SIM-DATA-20.unreadable',
    )
    await expect(harness.crm.readOrder(id)).rejects.toMatchObject({
      kind: 'rejected',
      code: 'CONFIG_UNREADABLE',
    })
  })

  test('cycle fields that disagree, and words that mean nothing, are told by product and doctor (X12, X13)', async () => {
    // An org that tells the cycle in two fields, the second of them free text.
    const billingCycles = ['Billing_Cycle__c', 'Portal_Tags__c']
    const harness = await start({}, { fields: { product: { billingCycles } } })
    const edit = (sku: string, fields: Record<string, string | null>) => {
      const product = harness.org.listRecords('Product2').find((one) => one.StockKeepingUnit === sku)!
      harness.org.editRecord('Product2', product.Id, fields)
    }
    edit('VPN-FIXED-IP', { Portal_Tags__c: 'Onetime' })
    edit('ESIM-DATA-20', { Billing_Cycle__c: null, Portal_Tags__c: 'Quarterly' })
    edit('VPN-ACTIVATION', { Billing_Cycle__c: 'Monthly' })
    const catalogue = await harness.crm.readCatalogue()
    const doubtsOf = (sku: string) => catalogue.find((one) => one.sku === sku)?.doubts
    expect(doubtsOf('VPN-FIXED-IP')).toEqual([
      'Portal_Tags__c is "Onetime", which another field or the class overrules; it counts as monthly.',
    ])
    expect(doubtsOf('ESIM-DATA-20')).toEqual([
      'Portal_Tags__c is "Quarterly", which means nothing here; it counts as monthly.',
    ])
    expect(doubtsOf('VPN-ACTIVATION')).toEqual(['it is of class activation and billed monthly, not once.'])
    expect(doubtsOf('ESIM-VOICE-DATA')).toBeUndefined()
    expect((await harness.crm.check()).map((finding) => finding.id)).toContain(
      'salesforce.product.VPN-FIXED-IP.doubtful',
    )
  })

  test('a query of many pages is read to its end', async () => {
    const harness = await start({ pageSize: 3 })
    expect(await harness.crm.readCatalogue()).toHaveLength(15)
  })
})

describe('doctor', () => {
  test('fields of another profile are named with the setting that mends them', async () => {
    const harness = await start({ profile: 'webhook-v1' }, { fieldProfile: 'event-v2' })
    const finding = (await harness.crm.check()).find(
      ({ id }) => id === 'salesforce.Order.Activation_Status__c',
    )
    expect(finding).toMatchObject({ level: 'failure', mend: expect.stringContaining('fields.order.status') })
  })

  test('a flow that may run twice for one approval is warned of, and its doubled event is real (X07)', async () => {
    const harness = await start({ flowRecursion: true })
    expect((await harness.crm.check()).map(({ id }) => id)).toContain('salesforce.flows.Order_Approval_Flow')
    harness.org.approveOrder(await placed(harness))
    expect(harness.org.eventBus.events(provisionTopic)).toHaveLength(2)
  })

  test('the day’s requests are counted from every answer, and their end is "throttled"', async () => {
    const harness = await start({ dailyRequestLimit: 3 })
    for (const used of [1, 2, 3]) {
      await harness.crm.findAccount('C-1001')
      expect(harness.crm.apiUsage()).toEqual({ used, limit: 3 })
    }
    expect(await kindOf(harness.crm.findAccount('C-1001'))).toBe('throttled')
  })
})
