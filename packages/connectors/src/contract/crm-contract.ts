import { type Crm, type CrmOrderReport, type Exchange, type NewCrmOrder, ProviderError } from '@turnup/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FaultRule } from '../sandbox-kit/index.ts'

/** The remote call behind a verb that the suite breaks. */
export type CrmPart = 'create-order' | 'open-case' | 'create-opportunity' | 'report-order' | 'read'

/** What a person does in the CRM, and what its imitation knows. */
export interface CrmSandboxDriver {
  /** A customer with an e-mail, and numbers of customers of whom nothing is known; another one at each call. */
  knownCustomer: { customerNumber: string; email: string }
  spareCustomer(): string
  approveOrder(crmOrderId: string): void
  requestRetry(crmOrderId: string): void
  cancelOrder(crmOrderId: string): void
  setEligibility(accountId: string, check: { eligible: boolean; result: string }): void
  verifyIdentity(accountId: string, verdict: { verified: boolean; message?: string }): void
  /** Breaks the next call that plays this part. */
  breakNext(part: CrmPart, fault: Pick<FaultRule, 'kind' | 'message'>): void
  /** How many records carry this reference. */
  count(what: 'orders' | 'cases' | 'opportunities', ref: string): number
}

export interface CrmHarness {
  crm: Crm
  sandbox: CrmSandboxDriver
  exchanges: Exchange[]
  stop(): Promise<void>
}

/** The sorted kind of what a call threw, for short assertions. */
export async function kindOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'no error'
  } catch (error) {
    return error instanceof ProviderError ? error.kind : `not a ProviderError: ${String(error)}`
  }
}

/** The guarantees of the role Crm, whichever system plays it. */
export function crmContract(name: string, start: () => Promise<CrmHarness>): void {
  describe(`${name} as a CRM`, () => {
    let crm: Crm
    let sandbox: CrmSandboxDriver
    let harness: CrmHarness
    beforeAll(async () => {
      harness = await start()
      crm = harness.crm
      sandbox = harness.sandbox
    })
    afterAll(() => harness.stop())

    let count = 0
    const freshRef = (what: string) => `${what}/${++count}`
    const spareAccount = async () => (await crm.findAccount(sandbox.spareCustomer()))!.accountId

    async function orderOf(sku: string, configOptions: Record<string, string> = {}): Promise<NewCrmOrder> {
      const offering = (await crm.readCatalogue()).find((candidate) => candidate.sku === sku)!
      const { productId, pricebookEntryId } = offering
      return {
        accountId: await spareAccount(),
        effectiveDate: '2026-03-01',
        description: `One ${sku}`,
        promoCode: 'SPRING',
        items: [{ productId, pricebookEntryId, quantity: 2, unitPrice: '12.50', configOptions }],
      }
    }
    const placed = async (ref: string) =>
      (await crm.createOrder(await orderOf('ESIM-DATA-20'), ref)).crmOrderId
    const isRequested = async (crmOrderId: string) =>
      (await crm.listRequestedOrders()).find((order) => order.crmOrderId === crmOrderId)?.status

    describe('accounts', () => {
      test('a customer number finds its account with the e-mail; an unknown one finds nothing', async () => {
        const account = await crm.findAccount(sandbox.knownCustomer.customerNumber)
        expect(account).toMatchObject(sandbox.knownCustomer)
        expect(await crm.readAccount(account!.accountId)).toEqual(account)
        expect(await crm.findAccount('C-0000')).toBeUndefined()
        expect(await crm.readAccount('no id at all')).toBeUndefined()
      })

      test('creating an account twice makes one', async () => {
        const wanted = { customerNumber: 'C-9001', name: 'Nadia Berg', email: 'nadia@example.com' }
        const first = await crm.createAccount(wanted)
        expect(first).toMatchObject({ customerNumber: 'C-9001', name: 'Nadia Berg' })
        expect((await crm.createAccount(wanted)).accountId).toBe(first.accountId)
      })

      test('a contact is made once for an account and an e-mail', async () => {
        const accountId = await spareAccount()
        const contact = {
          accountId,
          firstName: "Seán O'Neill",
          lastName: 'Berg',
          email: "o'neill@example.com",
        }
        const first = await crm.ensureContact(contact)
        expect(await crm.ensureContact(contact)).toEqual(first)
      })

      test('a registration is recorded and may be repeated', async () => {
        const accountId = await spareAccount()
        await crm.recordRegistration(accountId, { source: 'Portal Signup', billingClientId: '41' })
        await crm.recordRegistration(accountId, { source: 'Portal Signup', billingClientId: '41' })
        expect((await crm.readAccount(accountId))?.billingClientId).toBe('41')
      })

      test('an eligibility check is pending until customer service gives its result', async () => {
        const accountId = await spareAccount()
        const { caseId } = await crm.openCase(
          { type: 'Eligibility Check', subject: 'Check', description: 'Please check', accountId },
          freshRef('eligibility'),
        )
        await crm.markEligibilityPending(accountId, { caseId, requestedAt: '2026-03-01T10:00:00.000Z' })
        const pending = (await crm.readAccount(accountId))!.eligibility
        expect(pending).toMatchObject({ status: 'Pending', caseId, requestedAt: '2026-03-01T10:00:00.000Z' })
        expect([pending.dwelling, pending.tier]).toEqual([undefined, undefined])
        sandbox.setEligibility(accountId, { eligible: true, result: 'Apartment 100Mb' })
        expect((await crm.readAccount(accountId))!.eligibility).toMatchObject({
          status: 'Checked',
          result: 'Apartment 100Mb',
          dwelling: 'Apartment',
          tier: '100Mb',
          checkedAt: expect.stringMatching(/Z$/),
        })
      })

      test('an identity verification is pending, and a rejection carries its message', async () => {
        const accountId = await spareAccount()
        await crm.markIdVerificationPending(accountId, '2026-03-02T08:30:00.000Z')
        expect((await crm.readAccount(accountId))!.idVerification).toMatchObject({
          status: 'Pending',
          submittedAt: '2026-03-02T08:30:00.000Z',
        })
        sandbox.verifyIdentity(accountId, { verified: false, message: 'The photograph is too dark' })
        expect((await crm.readAccount(accountId))!.idVerification).toMatchObject({
          status: 'Rejected',
          rejectionMessage: 'The photograph is too dark',
        })
        sandbox.verifyIdentity(accountId, { verified: true })
        expect((await crm.readAccount(accountId))!.idVerification.status).toBe('Verified')
      })
    })

    describe('cases', () => {
      const caseOf = (accountId: string) =>
        ({
          type: 'General Inquiry',
          subject: 'Two e-mails',
          description: 'a@x.example, b@x.example',
          accountId,
        }) as const

      test('a case is found by its reference and listed; opened twice it is one', async () => {
        const [accountId, ref] = [await spareAccount(), freshRef('case')]
        const opened = await crm.openCase(caseOf(accountId), ref)
        expect((await crm.openCase(caseOf(accountId), ref)).caseId).toBe(opened.caseId)
        expect(await crm.findCase(ref)).toMatchObject({ caseId: opened.caseId, type: 'General Inquiry' })
        expect((await crm.listCases(accountId)).map(({ caseId }) => caseId)).toEqual([opened.caseId])
        expect(await crm.findCase('case/never')).toBeUndefined()
      })

      test('a reply lost after a case was opened: the outcome is unknown, and looking finds it', async () => {
        const [accountId, ref] = [await spareAccount(), freshRef('case')]
        sandbox.breakNext('open-case', { kind: 'timeout-after-write' })
        expect(await kindOf(crm.openCase(caseOf(accountId), ref))).toBe('outcome-unknown')
        expect(await crm.findCase(ref)).toMatchObject({ subject: 'Two e-mails' })
        expect(sandbox.count('cases', ref)).toBe(1)
      })
    })

    describe('opportunities', () => {
      const opportunityOf = (accountId: string) =>
        ({
          accountId,
          name: 'Fibre',
          stage: 'introduction',
          commodityType: 'personal-internet',
          source: 'eligibility-request',
          closeDate: '2026-06-30',
        }) as const

      test('an opportunity is found by account, commodity and stage, and by its reference', async () => {
        const [accountId, ref] = [await spareAccount(), freshRef('opportunity')]
        const created = await crm.createOpportunity(opportunityOf(accountId), ref)
        const found = {
          opportunityId: created.opportunityId,
          stage: 'introduction',
          commodityType: 'personal-internet',
        }
        expect(await crm.findOpportunityByReference(ref)).toMatchObject(found)
        const stages = ['introduction', 'ready'] as const
        expect(
          await crm.findOpportunity({ accountId, commodityType: 'personal-internet', stages: [...stages] }),
        ).toMatchObject(found)
        expect(
          await crm.findOpportunity({ accountId, commodityType: 'vpn', stages: [...stages] }),
        ).toBeUndefined()
        expect(await crm.findOpportunity({ accountId, stages: ['active'] })).toBeUndefined()
      })

      test('a cancellation finds the opportunity by the billing service and moves it', async () => {
        const { opportunityId } = await crm.createOpportunity(
          opportunityOf(await spareAccount()),
          freshRef('opportunity'),
        )
        await crm.updateOpportunity(opportunityId, { stage: 'active', billingServiceId: '70123' })
        expect(await crm.findOpportunity({ billingServiceId: '70123' })).toMatchObject({
          opportunityId,
          stage: 'active',
        })
        const change = { stage: 'cancelling', scheduledCancellationAt: '2026-07-01T00:00:00.000Z' } as const
        await crm.updateOpportunity(opportunityId, change)
        await crm.updateOpportunity(opportunityId, change)
        expect((await crm.findOpportunity({ billingServiceId: '70123' }))?.stage).toBe('cancelling')
        expect(await crm.findOpportunity({ billingServiceId: '70124' })).toBeUndefined()
      })

      test('a reply lost after an opportunity was created: a repeat makes no second one', async () => {
        const [accountId, ref] = [await spareAccount(), freshRef('opportunity')]
        sandbox.breakNext('create-opportunity', { kind: 'timeout-after-write' })
        expect(await kindOf(crm.createOpportunity(opportunityOf(accountId), ref))).toBe('outcome-unknown')
        const { opportunityId } = await crm.createOpportunity(opportunityOf(accountId), ref)
        expect((await crm.findOpportunityByReference(ref))?.opportunityId).toBe(opportunityId)
        expect(sandbox.count('opportunities', ref)).toBe(1)
      })
    })

    describe('the catalogue', () => {
      test('products come with price, terms, choices and what they need for fulfilment', async () => {
        const offerings = await crm.readCatalogue()
        expect(offerings.find(({ sku }) => sku === 'ESIM-DATA-20')).toMatchObject({
          category: 'esim',
          itemClass: 'service',
          billingCycle: 'monthly',
          sellable: true,
          unitPrice: { amountMinor: 1_800, currency: 'USD' },
          billingProductId: '201',
          esimSettings: { profileType: 'DATA-5G' },
          maxQuantity: 5,
          configOptions: [{ key: '21', default: '211', required: true }],
        })
        expect(offerings.find(({ sku }) => sku === 'PBX-10')).toMatchObject({
          category: 'pbx',
          pbxSettings: { kind: 'seats', seats: 10 },
        })
        expect(offerings.find(({ sku }) => sku === 'VPN-ACTIVATION')).toMatchObject({
          category: 'vpn',
          itemClass: 'activation',
          billingCycle: 'one-time',
        })
        expect(offerings.find(({ sku }) => sku === 'INTERNET-HOME-1G')?.eligibility).toMatchObject({
          dwelling: 'Home',
          tier: '1G',
        })
        expect(offerings.find(({ sku }) => sku === 'ROUTER-RENTAL')?.billingProductId).toBeUndefined()
        expect(offerings.find(({ sku }) => sku === 'VPN-SUMMER-2024')?.validUntil).toBe('2024-08-31')
      })
    })

    describe('orders', () => {
      test('an order carries its lines with price snapshot, product facts and merged choices', async () => {
        const ref = freshRef('order')
        const order = await orderOf('ESIM-DATA-20', { '21': '212', size: 'L' })
        const { crmOrderId } = await crm.createOrder(order, ref)
        expect(await crm.findOrder(ref)).toEqual({ crmOrderId })
        expect(await crm.readOrder(crmOrderId)).toMatchObject({
          crmOrderId,
          accountId: order.accountId,
          reference: ref,
          status: 'pending-review',
          promoCode: 'SPRING',
          items: [
            {
              id: '1',
              sku: 'ESIM-DATA-20',
              category: 'esim',
              quantity: 2,
              billingProductId: '201',
              unitPrice: { amountMinor: 1_250, currency: 'USD' },
              configOptions: { '21': '212', size: 'L' },
              esimSettings: { profileType: 'DATA-5G' },
            },
          ],
        })
        const defaults = await crm.createOrder(await orderOf('ESIM-DATA-20'), freshRef('order'))
        expect((await crm.readOrder(defaults.crmOrderId))?.items[0]?.configOptions).toEqual({ '21': '211' })
        expect(await crm.readOrder(`${crmOrderId.slice(0, 12)}zzz`)).toBeUndefined()
        expect(await crm.readOrder("x' OR Name != '")).toBeUndefined()
      })

      test('an order created twice under one reference is one order', async () => {
        const ref = freshRef('order')
        const order = await orderOf('SIM-DATA-20')
        const [first, second] = await Promise.all([crm.createOrder(order, ref), crm.createOrder(order, ref)])
        expect(second).toEqual(first)
        expect(sandbox.count('orders', ref)).toBe(1)
      })

      test('a reply lost after an order was created: looking finds one, and a repeat returns it', async () => {
        const ref = freshRef('order')
        const order = await orderOf('ESIM-DATA-20')
        sandbox.breakNext('create-order', { kind: 'timeout-after-write' })
        expect(await kindOf(crm.createOrder(order, ref))).toBe('outcome-unknown')
        const found = await crm.findOrder(ref)
        expect(await crm.createOrder(order, ref)).toEqual(found)
        expect(sandbox.count('orders', ref)).toBe(1)
        expect((await crm.readOrder(found!.crmOrderId))?.items).toHaveLength(1)
      })

      test('an answer that cannot be read leaves the outcome unknown, and looking finds the order', async () => {
        const ref = freshRef('order')
        const order = await orderOf('ESIM-DATA-20')
        sandbox.breakNext('create-order', { kind: 'malformed' })
        expect(await kindOf(crm.createOrder(order, ref))).toBe('outcome-unknown')
        expect(await crm.findOrder(ref)).toBeDefined()
      })

      test('an order with one impossible line is not created at all', async () => {
        const ref = freshRef('order')
        const order = await orderOf('ESIM-DATA-20')
        const wrong = { ...order.items[0]!, productId: order.accountId, pricebookEntryId: order.accountId }
        const items = [...order.items, wrong]
        expect(await kindOf(crm.createOrder({ ...order, items }, ref))).toBe('rejected')
        expect(await crm.findOrder(ref)).toBeUndefined()
      })

      test('the sweep sees an approved order until it is provisioned or failed, and again after a retry', async () => {
        const crmOrderId = await placed(freshRef('order'))
        expect(await isRequested(crmOrderId)).toBeUndefined()
        sandbox.approveOrder(crmOrderId)
        expect(['approved', 'activating']).toContain(await isRequested(crmOrderId))
        const error = { code: 'PAYMENT_METHOD_MISSING', message: 'Payment Method Missing' }
        await crm.reportOrder(crmOrderId, { status: 'failed', at: '2026-03-01T10:00:00.000Z', error })
        expect((await crm.readOrder(crmOrderId))?.status).toBe('failed')
        expect(await isRequested(crmOrderId)).toBeUndefined()
        sandbox.requestRetry(crmOrderId)
        expect(await isRequested(crmOrderId)).toBe('activating')
        await crm.reportOrder(crmOrderId, { status: 'provisioned', at: '2026-03-01T11:00:00.000Z' })
        expect((await crm.readOrder(crmOrderId))?.status).toBe('provisioned')
        expect(await isRequested(crmOrderId)).toBeUndefined()
      })

      test('an order cancelled in the CRM is cancelled, and the sweep leaves it alone', async () => {
        const crmOrderId = await placed(freshRef('order'))
        sandbox.approveOrder(crmOrderId)
        sandbox.cancelOrder(crmOrderId)
        expect((await crm.readOrder(crmOrderId))?.status).toBe('cancelled')
        expect(await isRequested(crmOrderId)).toBeUndefined()
      })

      test('a report may be repeated, also after its reply was lost', async () => {
        const crmOrderId = await placed(freshRef('order'))
        const { items } = (await crm.readOrder(crmOrderId))!
        const crmItemId = items[0]!.crmItemId!
        const report: CrmOrderReport = {
          status: 'provisioned',
          at: '2026-03-01T10:00:00.000Z',
          billingOrderId: '5001',
          attemptCount: 1,
          items: [
            { crmItemId, billingServiceId: '801' },
            { crmItemId, billingServiceId: '802' },
          ],
        }
        sandbox.breakNext('report-order', { kind: 'timeout-after-write' })
        expect(await kindOf(crm.reportOrder(crmOrderId, report))).toBe('outcome-unknown')
        await crm.reportOrder(crmOrderId, report)
        expect((await crm.readOrder(crmOrderId))?.status).toBe('provisioned')
      })
    })

    describe('failures', () => {
      test('each failure has its kind', async () => {
        const read = () => crm.findAccount(sandbox.knownCustomer.customerNumber)
        sandbox.breakNext('read', { kind: 'http-500' })
        expect(await kindOf(read())).toBe('unavailable')
        sandbox.breakNext('read', { kind: 'timeout-before-write' })
        expect(await kindOf(read())).toBe('unavailable')
        sandbox.breakNext('read', { kind: 'malformed' })
        expect(await kindOf(read())).toBe('unavailable')
        sandbox.breakNext('read', { kind: 'throttle' })
        expect(await kindOf(read())).toBe('throttled')
        expect(await kindOf(read())).toBe('no error')
        const order = await orderOf('ESIM-DATA-20')
        sandbox.breakNext('create-order', { kind: 'http-500-after-write' })
        expect(await kindOf(crm.createOrder(order, freshRef('order')))).toBe('outcome-unknown')
        sandbox.breakNext('create-order', { kind: 'reject' })
        expect(await kindOf(crm.createOrder(order, freshRef('order')))).toBe('rejected')
      })

      test('nothing personal and no secret is in what is observed of the calls', () => {
        const seen = JSON.stringify(harness.exchanges)
        expect(harness.exchanges.length).toBeGreaterThan(50)
        for (const hidden of [
          "o'neill@example.com",
          'nadia@example.com',
          "Seán O'Neill",
          'Nadia Berg',
          'PRIVATE KEY',
          'Bearer',
        ]) {
          expect(seen).not.toContain(hidden)
        }
      })

      test('a well-made set-up has no failing check, and every finding says what to do', async () => {
        const findings = await crm.check()
        expect(findings.filter(({ level }) => level === 'failure')).toEqual([])
        expect(findings.filter(({ level, mend }) => level !== 'ok' && !mend)).toEqual([])
      })
    })
  })
}
