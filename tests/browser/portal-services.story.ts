import { describe, expect, test } from 'vitest'
import { mailsTo } from '../stack/mailbox.ts'
import { customerWithCard, placedOrder } from '../stack/orders-in-hand.ts'
import { subscriber } from '../stack/subscriber.ts'
import { waitFor, waitForState } from '../stack/wait-for.ts'
import { useStage } from './stage.ts'
import { readyCustomer } from './support/ready-customer.ts'
import { asCustomer } from './support/sign-in.ts'

const stage = useStage()

describe('an active eSIM', () => {
  test('is made anew only after a yes; the new code is another one', async () => {
    const { customer, serviceId } = await subscriber(stage.stack(), 'ESIM-DATA-20')
    const { page, visit } = await asCustomer(stage, customer)
    await visit(`/subscriptions/${serviceId}`)
    const shownCode = async () => {
      await page.getByRole('button', { name: 'Show the QR code' }).click()
      const dialog = page.getByRole('dialog', { name: 'Your eSIM' })
      const code = await dialog.getByText(/^LPA:1\$/).textContent()
      await dialog.getByRole('button', { name: 'Close' }).first().click()
      await dialog.waitFor({ state: 'hidden' })
      return code
    }
    const first = await shownCode()
    await page.getByRole('button', { name: 'Get a new eSIM' }).click()
    const question = page.getByRole('dialog', { name: 'Get a new eSIM?' })
    await question.getByRole('button', { name: 'Keep the present one' }).click()
    await question.waitFor({ state: 'hidden' })
    expect(mailsTo(stage.stack(), customer.email, 'esim-reissued')).toEqual([])
    await page.getByRole('button', { name: 'Get a new eSIM' }).click()
    await question.getByLabel('Why do you need a new one?').fill('New phone')
    await question.getByRole('button', { name: 'Yes, make a new eSIM' }).click()
    await page.getByText('Your new eSIM is ready').first().waitFor({ timeout: 30_000 })
    expect(await shownCode()).not.toBe(first)
  })

  test('is topped up once, however impatiently the button is pressed', async () => {
    const { customer, serviceId } = await subscriber(stage.stack(), 'ESIM-DATA-20')
    const { page, visit } = await asCustomer(stage, customer)
    await visit(`/subscriptions/${serviceId}`)
    await page.getByRole('button', { name: 'Top up' }).click()
    const dialog = page.getByRole('dialog', { name: 'Top up' })
    await dialog.getByRole('radio', { name: '$20.00' }).check()
    await dialog.getByText('$20.00 will be charged to your payment method.').waitFor()
    await dialog.getByRole('button', { name: 'Top up and pay' }).dblclick()
    await page.getByText('Topped up', { exact: true }).first().waitFor({ timeout: 30_000 })
    const paid = stage
      .stack()
      .sandbox.systems.whmcs.listInvoices(customer.billingClientId)
      .filter(({ status }) => status === 'Paid')
    expect(paid).toHaveLength(1)
  })

  test('is ended by asking customer service, which opens a case', async () => {
    const { customer, serviceId } = await subscriber(stage.stack(), 'VPN-FIXED-IP')
    const { page, visit } = await asCustomer(stage, customer)
    await visit(`/subscriptions/${serviceId}`)
    await page.getByRole('button', { name: 'End this service' }).click()
    const dialog = page.getByRole('dialog', { name: 'End VPN with fixed address?' })
    await dialog.getByLabel('Why do you want to end it?').fill('Moving away')
    await dialog.getByRole('button', { name: 'Ask to end it' }).click()
    const done = page.getByRole('dialog', { name: 'We have your request' })
    await done.getByRole('button', { name: 'Close' }).last().click()
    await page.getByRole('link', { name: 'Support', exact: true }).click()
    await page.getByText('Cancellation', { exact: false }).first().waitFor()
  })
})

test('an invoice is paid on the page of billing, without signing in there', async () => {
  const { customer } = await subscriber(stage.stack(), 'VPN-FIXED-IP')
  const { page, visit, context } = await asCustomer(stage, customer)
  await visit('/billing/invoices')
  const opened = context.waitForEvent('page')
  await page.getByRole('button', { name: /^Pay invoice/ }).click()
  const billing = await opened
  await billing.getByRole('button', { name: 'Pay' }).click()
  await billing.getByText('Paid').waitFor()
  await page.reload()
  await page.getByRole('cell', { name: 'Paid' }).waitFor()
  expect(await page.getByRole('button', { name: /^Pay invoice/ }).count()).toBe(0)
})

test('an order is cancelled while it awaits review, and says so at once', async () => {
  const { customer, crmOrderId } = await placedOrder(stage.stack())
  const { page, visit } = await asCustomer(stage, customer)
  await visit(`/orders/${crmOrderId}`)
  await page.getByRole('button', { name: 'Cancel this order' }).click()
  const dialog = page.getByRole('dialog', { name: 'Cancel this order?' })
  await dialog.getByLabel('Why?').fill('Ordered twice')
  await dialog.getByRole('button', { name: 'Cancel the order' }).click()
  await page.getByRole('heading', { name: 'This order is cancelled' }).waitFor()
  await waitForState(stage.stack(), crmOrderId, 'cancelled')
})

test('a check of the place is asked for, looked at by customer service, and opens the Internet offers', async () => {
  const customer = await readyCustomer(stage)
  const { page, visit } = await asCustomer(stage, customer)
  await visit('/eligibility')
  await page.getByRole('button', { name: 'Check my place' }).click()
  await page.getByRole('heading', { name: 'We are checking your place' }).waitFor()
  const reviewer = await stage.open('reviewer')
  await reviewer.visit(`${stage.stack().sandbox.url}/salesforce/accounts?q=${customer.customerNumber}`)
  const row = reviewer.page.getByRole('row').filter({ hasText: customer.customerNumber })
  await row.getByLabel('result').selectOption('Home 1G')
  await row.getByRole('button', { name: 'Checked' }).click()
  await waitFor('the result', async () => {
    const { body } = await customer.api.request('GET', '/api/eligibility')
    return body.status === 'Checked'
  })
  await page.reload()
  await page
    .getByText(/1 Gbit\/s can be had/)
    .first()
    .waitFor()
  await visit('/catalog?category=internet')
  await page.getByRole('link', { name: 'Home Fibre 1 Gbit/s' }).first().waitFor()
})

test('a document for the identity check is announced, and what customer service decides is shown', async () => {
  const customer = await customerWithCard(stage.stack())
  const { page, visit } = await asCustomer(stage, customer)
  await visit('/account/identity')
  await page.getByLabel('Kind of document').selectOption({ label: 'Passport' })
  await page.getByRole('button', { name: 'Tell customer service' }).click()
  await page.getByRole('heading', { name: 'Your identity is being checked' }).waitFor()
  const reviewer = await stage.open('reviewer')
  await reviewer.visit(`${stage.stack().sandbox.url}/salesforce/accounts?q=${customer.customerNumber}`)
  const row = reviewer.page.getByRole('row').filter({ hasText: customer.customerNumber })
  await row.getByLabel('verdict').selectOption('Rejected')
  await row.getByLabel('Reason').fill('The photo is blurred.')
  await row.getByRole('button', { name: 'Decide' }).click()
  await page.reload()
  await page.getByRole('heading', { name: 'Your document was not accepted' }).waitFor()
  await page.getByText('The photo is blurred.').waitFor()
})

test('a question becomes a case that can be seen', async () => {
  const customer = await customerWithCard(stage.stack())
  const { page, visit } = await asCustomer(stage, customer)
  await visit('/support')
  await page.getByLabel('What is it about?').fill('My line is slow')
  await page.getByLabel('Your question').fill('Since Monday, in the evening.')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('heading', { name: 'We have your question' }).waitFor()
  await page.getByRole('listitem').filter({ hasText: 'My line is slow' }).waitFor()
})
