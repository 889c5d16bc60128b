import { describe, expect, test } from 'vitest'
import { customerWithCard, placedOrder } from '../stack/orders-in-hand.ts'
import { useStage } from './stage.ts'
import { heldOrder, refusedByBilling } from './support/held-order.ts'
import { administrator, asOperator, haveAdministrator } from './support/sign-in.ts'

const stage = useStage()

describe('signing in at the console', () => {
  test('a wrong password is said in words, the right one leads to the page that was asked for', async () => {
    await haveAdministrator(stage)
    const { page, visit, watch } = await stage.open('operator')
    watch.expectAnswer({ status: 401, path: /^\/api\/console\// })
    await visit('/console/connectors')
    await page.getByLabel('E-mail address').fill(administrator.email)
    await page.getByLabel('Password', { exact: true }).fill('not the right one')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page
      .getByRole('alert')
      .filter({ hasText: /password/i })
      .waitFor()
    await page.getByLabel('Password', { exact: true }).fill(administrator.password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Connectors', level: 1 }).waitFor()
    await page.getByRole('button', { name: new RegExp(administrator.name) }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByLabel('E-mail address').waitFor()
  })
})

describe('the queue', () => {
  test('tells who must act, why and by when, in words; filters stay in the address', async () => {
    const { customer, crmOrderId } = await heldOrder(stage, refusedByBilling('Client status is closed'))
    const other = await placedOrder(stage.stack())
    const { page, visit } = await asOperator(stage)
    await visit('/console')
    const table = page.getByRole('table', { name: 'Orders' })
    const row = table.getByRole('row').filter({ hasText: customer.customerNumber })
    await row.getByText('Stuck').waitFor()
    await row.getByText('Client closed').waitFor()
    await row
      .getByText(/Operator/)
      .first()
      .waitFor()
    await table
      .getByRole('row')
      .filter({ hasText: other.customer.customerNumber })
      .getByText('Awaiting review')
      .first()
      .waitFor()
    await page.getByLabel('State', { exact: true }).selectOption({ label: 'Stuck' })
    await table
      .getByRole('row')
      .filter({ hasText: other.customer.customerNumber })
      .waitFor({ state: 'hidden' })
    expect(new URL(page.url()).searchParams.get('state')).toBe('held')
    await page.reload()
    await row.waitFor()
    expect(await table.getByRole('row').filter({ hasText: other.customer.customerNumber }).count()).toBe(0)
    await page.getByLabel('Find an order').fill(crmOrderId)
    await page.waitForURL(/text=/)
    await row.waitFor()
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await table.getByRole('row').filter({ hasText: other.customer.customerNumber }).waitFor()
  })

  test('shows a new order without a reload', async () => {
    const { page, visit } = await asOperator(stage)
    await visit('/console')
    await page.getByText('Live').first().waitFor()
    const { customer } = await placedOrder(stage.stack())
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await page.getByRole('row').filter({ hasText: customer.customerNumber }).waitFor()
  })
})

describe('without a mouse', () => {
  test('keys lead through the console, and the palette finds an order and its customer', async () => {
    const { customer, crmOrderId } = await placedOrder(stage.stack())
    const { page, visit } = await asOperator(stage)
    const { keyboard } = page
    await visit('/console')
    await page.getByRole('heading', { name: 'Queue', level: 1 }).waitFor()
    await keyboard.press('g')
    await keyboard.press('f')
    await page.getByRole('heading', { name: 'Fallout', level: 1 }).waitFor()
    await keyboard.press('g')
    await keyboard.press('n')
    await page.getByRole('heading', { name: 'Connectors', level: 1 }).waitFor()
    await keyboard.press('Control+k')
    const palette = page.getByRole('combobox', { name: 'Find or go to' })
    await palette.and(page.locator(':focus')).waitFor()
    await keyboard.type('audit')
    await page.getByRole('option', { name: /Audit log/ }).waitFor()
    await keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Audit log', level: 1 }).waitFor()
    await keyboard.press('Control+k')
    await palette.and(page.locator(':focus')).waitFor()
    await keyboard.type(crmOrderId)
    await page.getByRole('group', { name: 'Orders' }).getByRole('option', { selected: true }).waitFor()
    await keyboard.press('Enter')
    await page.getByRole('heading', { name: /^Order /, level: 1 }).waitFor()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await keyboard.press('Control+k')
    await palette.and(page.locator(':focus')).waitFor()
    await keyboard.type(customer.email)
    await page.getByRole('option').filter({ hasText: customer.customerNumber }).waitFor()
  })

  test('j and k go from order to order, Enter opens', async () => {
    await placedOrder(stage.stack())
    await placedOrder(stage.stack())
    const { page, visit } = await asOperator(stage)
    await visit('/console')
    await page.getByRole('table', { name: 'Orders' }).waitFor()
    await page.keyboard.press('j')
    const first = await page.evaluate('document.activeElement.textContent')
    await page.keyboard.press('j')
    expect(await page.evaluate('document.activeElement.textContent')).not.toBe(first)
    await page.keyboard.press('k')
    expect(await page.evaluate('document.activeElement.textContent')).toBe(first)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/console\/orders\//)
  })
})

test('a dry run shows the plan of a new order, and why it is so, without doing anything', async () => {
  const { page, visit } = await asOperator(stage)
  const { customerNumber } = await customerWithCard(stage.stack())
  const before = stage.stack().sandbox.systems.whmcs.listOrders().length
  await visit('/console/dry-run')
  await page.getByRole('radio', { name: 'Something new for a customer' }).check()
  await page.getByLabel('Customer number').fill(customerNumber)
  await page.getByRole('combobox', { name: 'Product' }).fill('ESIM-DATA-20')
  await page.getByRole('option', { name: /ESIM-DATA-20/ }).click()
  await page.getByRole('button', { name: 'Show what would happen' }).click()
  await page.getByText('billing.add-order').first().waitFor()
  expect(stage.stack().sandbox.systems.whmcs.listOrders()).toHaveLength(before)
})

test('settings of a connector: a wrong value is refused at its field, secrets are never shown, a test comes first', async () => {
  const { page, visit, watch } = await asOperator(stage)
  watch.expectAnswer({ status: 400, path: /settings/ })
  watch.expectAnswer({ status: 422, path: /settings/ })
  await visit('/console/connectors/whmcs')
  await page.getByRole('heading', { name: 'Settings' }).waitFor()
  const secret = stage.stack().sandbox.settings.WHMCS_SECRET ?? ''
  expect(secret.length).toBeGreaterThan(8)
  expect(await page.content()).not.toContain(secret)
  await page.getByRole('button', { name: 'Check connection of WHMCS' }).click()
  await page.getByText('Check of the connection').waitFor()
})
