import { beforeEach, describe, expect, test } from 'vitest'
import { performed } from '../stack/effects.ts'
import { expectOneOfEach, type OrderInHand, placedOrder } from '../stack/orders-in-hand.ts'
import { waitForState } from '../stack/wait-for.ts'
import { useStage } from './stage.ts'
import { mend, openCause } from './support/console-clicks.ts'
import { heldForItsPromotion, heldOrder, refusedByBilling } from './support/held-order.ts'
import type { Person } from './support/person.ts'
import { administrator, asOperator } from './support/sign-in.ts'

const stage = useStage()
let operator: Person
beforeEach(async () => {
  operator = await asOperator(stage)
})

const billing = () => stage.stack().sandbox.systems.whmcs

/** What the audit log shows about the newest change: what, by whom, and why. */
async function expectAudited(words: RegExp, reason?: string): Promise<void> {
  const { page, visit } = operator
  await visit('/console/audit')
  const entry = page.getByRole('main').getByRole('listitem').filter({ hasText: words }).first()
  await entry.waitFor()
  await page.getByText(administrator.name).first().waitFor()
  if (reason) await page.getByText(reason).first().waitFor()
}

describe('in the fallout workbench', () => {
  test('an order is tried again once its cause is mended', async () => {
    const order = await heldOrder(stage, refusedByBilling('Invalid Payment Method'))
    await operator.visit('/console/fallout')
    await mend(operator.page, { code: 'PAYMENT_METHOD_INVALID' }, { repair: 'Try again', send: 'Try again' })
    await expectOneOfEach(stage.stack(), order)
    await operator.page.getByText('Nothing needs you').waitFor({ timeout: 20_000 })
    await expectAudited(/retry|try again|tried again/i)
  })

  test('one field is changed: a promotion that has ended', async () => {
    const order = await heldForItsPromotion(stage, 'SPRING')
    const reason = 'The promotion ended yesterday; agreed with the customer'
    await operator.visit('/console/fallout')
    await mend(
      operator.page,
      { code: 'WHMCS_REFUSED' },
      {
        repair: 'Change one field, then try again',
        send: 'Change and try again',
        fill: async (dialog) => {
          await dialog.getByLabel('Field', { exact: true }).selectOption('promoCode')
          await dialog.getByLabel('Kind of value of New value').selectOption({ label: 'Nothing (null)' })
          await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason)
        },
      },
    )
    await expectOneOfEach(stage.stack(), order)
    expect(billing().listOrders(order.customer.billingClientId)[0]?.promoCode).toBe('')
    await expectAudited(/change/i, reason)
  })

  test('a step is started over with another input', async () => {
    const order = await heldOrder(stage, refusedByBilling('Invalid Payment Method'))
    await operator.visit('/console/fallout')
    await mend(
      operator.page,
      { code: 'PAYMENT_METHOD_INVALID' },
      {
        repair: 'Replace and start over',
        send: 'Replace and start over',
        fill: async (dialog) => {
          const field = dialog.getByLabel('New input (JSON)')
          const input = JSON.parse(await field.inputValue()) as Record<string, unknown>
          await field.fill(JSON.stringify({ ...input, notes: 'Agreed by phone' }, null, 2))
          await dialog.getByRole('textbox', { name: 'Reason' }).fill('Terms agreed by phone')
        },
      },
    )
    await expectOneOfEach(stage.stack(), order)
    expect(billing().listOrders(order.customer.billingClientId)[0]?.notes).toContain('Agreed by phone')
  })

  test('a step that nobody needs is skipped, but not without a reason', async () => {
    const order = await heldOrder(stage, {
      system: 'salesforce',
      operation: 'PATCH /sobjects/Opportunity',
      kind: 'reject',
      message: 'FIELD_CUSTOM_VALIDATION_EXCEPTION: Closed opportunities are read only',
    })
    await operator.visit('/console/fallout')
    await mend(
      operator.page,
      { code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION' },
      {
        repair: 'Skip with a reason',
        send: 'Skip the step',
        fill: async (dialog) => {
          await dialog.getByRole('button', { name: 'Skip the step' }).click()
          await dialog.getByText(/Say why/).waitFor()
          await dialog.getByRole('textbox', { name: 'Reason' }).fill('The opportunity is closed on purpose')
        },
      },
    )
    await waitForState(stage.stack(), order.crmOrderId, 'completed')
  })

  test('many orders with one cause are mended at once, with progress', async () => {
    stage.stack().sandbox.context.faults.add({
      system: 'whmcs',
      operation: 'AddOrder',
      kind: 'reject',
      message: 'Client status is closed',
    })
    const orders: OrderInHand[] = []
    for (let count = 0; count < 3; count += 1) orders.push(await heldOrder(stage))
    stage.stack().sandbox.context.faults.clear()
    await operator.visit('/console/fallout')
    const panel = await openCause(operator.page, { code: 'CLIENT_CLOSED' })
    await panel.getByRole('button', { name: 'Choose all 3' }).click()
    await panel.getByRole('button', { name: 'Try again', exact: true }).click()
    const dialog = operator.page.getByRole('dialog', { name: /^Mend 3 orders/ })
    await dialog.getByRole('button', { name: 'Try again (3 orders)' }).click()
    await operator.page.getByText('3 of 3 orders: 3 done, 0 refused. Done.').waitFor({ timeout: 20_000 })
    for (const order of orders) await expectOneOfEach(stage.stack(), order)
  })

  test('an order is cancelled, and what was made for it is taken back', async () => {
    const order = await heldOrder(stage, refusedByBilling('Client status is closed'))
    await operator.visit('/console/fallout')
    await mend(
      operator.page,
      { code: 'CLIENT_CLOSED' },
      {
        repair: 'Cancel the orders',
        send: 'Cancel 1 order',
        fill: async (dialog) => {
          await dialog.getByRole('textbox', { name: 'Reason' }).fill('Customer withdrew by phone')
        },
      },
    )
    await waitForState(stage.stack(), order.crmOrderId, 'cancelled')
    await expectAudited(/cancel/i, 'Customer withdrew by phone')
  })
})

describe('from the queue', () => {
  test('what a colleague did by hand in WHMCS is adopted and not done again', async () => {
    const order = await heldOrder(stage, {
      system: 'whmcs',
      operation: 'AcceptOrder',
      kind: 'reject',
      count: 1,
      message: 'Invalid Payment Method',
    })
    const [billed] = billing().listOrders(order.customer.billingClientId)
    await acceptByHand(String(billed?.orderId))
    const accepted = performed(stage.stack().sandbox, 'whmcs', 'AcceptOrder')
    const { page, visit } = operator
    await visit('/console?state=held')
    await page
      .getByRole('row')
      .filter({ hasText: order.customer.customerNumber })
      .getByRole('checkbox', { name: /^Select order / })
      .check()
    const bar = page.getByRole('region', { name: 'Selected orders' })
    await bar.getByRole('button', { name: 'Another repair…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Repair 1 order' })
    await dialog.getByRole('radio', { name: 'Adopt what is there' }).check()
    await dialog.getByLabel('Name').fill('status')
    await dialog.getByLabel('status', { exact: true }).fill('active')
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Accepted in WHMCS by Grace')
    await dialog.getByRole('button', { name: 'Adopt the result' }).click()
    await expectOneOfEach(stage.stack(), order)
    expect(performed(stage.stack().sandbox, 'whmcs', 'AcceptOrder')).toBe(accepted)
  })
})

test('a connector whose credentials were refused rests, and is resumed where people look after it', async () => {
  const stuck = await heldOrder(stage, { ...refusedByBilling(''), kind: 'auth', message: undefined })
  const waiting = await placedOrder(stage.stack())
  stage.stack().sandbox.systems.salesforce.approveOrder(waiting.crmOrderId)
  const { page, visit } = operator
  await visit('/console/connectors')
  await page.getByRole('button', { name: 'Resume WHMCS' }).click()
  const dialog = page.getByRole('dialog', { name: 'Use WHMCS again?' })
  await dialog.getByRole('textbox', { name: /Reason/ }).fill('New API credentials are in place')
  await dialog.getByRole('button', { name: 'Resume WHMCS' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await expectOneOfEach(stage.stack(), waiting)
  await visit('/console/fallout')
  await mend(page, { code: 'ADDRESS_NOT_ALLOWED' }, { repair: 'Try again', send: 'Try again' })
  await expectOneOfEach(stage.stack(), stuck)
})

/** As a person does it on WHMCS's own pages. */
async function acceptByHand(orderId: string): Promise<void> {
  const { WHMCS_URL, WHMCS_IDENTIFIER, WHMCS_SECRET } = stage.stack().sandbox.settings
  const response = await fetch(`${WHMCS_URL}/includes/api.php`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      action: 'AcceptOrder',
      orderid: orderId,
      responsetype: 'json',
      identifier: String(WHMCS_IDENTIFIER),
      secret: String(WHMCS_SECRET),
    }).toString(),
  })
  expect(await response.json()).toMatchObject({ result: 'success' })
}
