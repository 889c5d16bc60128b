import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { crmRecordsOf } from '../stack/crm-records.ts'
import type { Customer } from '../stack/customer.ts'
import { customerWithCard } from '../stack/orders-in-hand.ts'
import { useStage } from './stage.ts'
import type { Person } from './support/person.ts'
import { placedOrderId, takeToCheckout } from './support/portal-clicks.ts'
import { readyCustomer } from './support/ready-customer.ts'
import { asCustomer } from './support/sign-in.ts'

const stage = useStage()

/** A customer who may order, at the checkout with one eSIM. */
async function atCheckout(): Promise<Person & { customer: Customer }> {
  const customer = await readyCustomer(stage)
  const person = await asCustomer(stage, customer)
  await person.visit('/')
  await takeToCheckout(person.page, 'eSIM 20 GB')
  return { ...person, customer }
}

const ordersOf = (customer: Customer) => crmRecordsOf(stage.stack(), customer, 'Order').length
const placeButton = (page: Page) => page.getByRole('button', { name: 'Place order' })

describe('an order', () => {
  test('is sent once by a double click', async () => {
    const { page, customer } = await atCheckout()
    const sent: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(new URL(request.url()).pathname)
    })
    await placeButton(page).dblclick()
    await placedOrderId(page)
    expect(sent).toEqual(['/api/orders'])
    expect(ordersOf(customer)).toBe(1)
  })

  test('whose answer was lost is sent again under the same key, and is one order', async () => {
    const { page, customer, watch } = await atCheckout()
    watch.expectOffline(true)
    const keys: (string | undefined)[] = []
    await page.route('**/api/orders', async (route) => {
      keys.push(route.request().headers()['idempotency-key'])
      // It arrives, and the answer does not.
      if (keys.length === 1) {
        await route.fetch()
        return route.abort('connectionreset')
      }
      return route.continue()
    })
    await placeButton(page).click()
    await page.getByText('We do not know yet whether your order arrived').waitFor()
    await page.getByRole('button', { name: 'Send the order again' }).click()
    await placedOrderId(page)
    expect(keys).toEqual([expect.any(String), keys[0]])
    expect(ordersOf(customer)).toBe(1)
  })

  test('that cannot be taken in says what to do and names the reference', async () => {
    const { page, watch, customer } = await atCheckout()
    watch.expectAnswer({ status: 503, path: '/api/orders' })
    const { faults } = stage.stack().sandbox.context
    faults.add({ system: 'salesforce', kind: 'http-500' })
    await placeButton(page).click()
    const notice = page.getByRole('alert')
    await notice.getByText(/name this reference: [0-9a-f-]{36}/).waitFor({ timeout: 30_000 })
    faults.clear()
    await page.getByRole('button', { name: /Place order|Send the order again/ }).click()
    await placedOrderId(page)
    expect(ordersOf(customer)).toBe(1)
  })
})

describe('without a network', () => {
  test('the page says so, keeps what was chosen, and goes on by itself', async () => {
    const { page, context, watch, customer } = await atCheckout()
    watch.expectOffline(true)
    await context.setOffline(true)
    await page.getByRole('alert').getByText('You are offline.').waitFor()
    await placeButton(page).click()
    await page
      .getByText(/order arrived|Check your connection/)
      .first()
      .waitFor()
    await context.setOffline(false)
    await page.getByRole('alert').getByText('You are offline.').waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: /Place order|Send the order again/ }).click()
    await placedOrderId(page)
    expect(ordersOf(customer)).toBe(1)
  })
})

test('what cannot be read says so and can be tried again', async () => {
  const customer = await customerWithCard(stage.stack())
  const { page, visit, watch } = await asCustomer(stage, customer)
  watch.expectAnswer({ status: 503, path: '/api/invoices' })
  const { faults } = stage.stack().sandbox.context
  faults.add({ system: 'whmcs', operation: 'GetInvoices', kind: 'http-500' })
  await visit('/billing/invoices')
  const notice = page.getByRole('alert').filter({ hasText: 'This cannot be shown right now' })
  await notice.waitFor({ timeout: 30_000 })
  faults.clear()
  await notice.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('heading', { name: 'No invoices yet' }).waitFor()
})
