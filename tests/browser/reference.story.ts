import { expect, test } from 'vitest'
import { outsideEffects } from '../stack/effects.ts'
import { waitForState } from '../stack/wait-for.ts'
import { useStage } from './stage.ts'
import { approveByHand } from './support/approve-by-hand.ts'
import { addCard, giveAddress, placeOrder, signUp } from './support/portal-clicks.ts'
import { asOperator } from './support/sign-in.ts'

const stage = useStage()

const grace = {
  customerNumber: 'C-2100',
  firstName: 'Grace',
  lastName: 'Abara',
  email: 'grace.abara@example.com',
  password: 'seven quiet herons wade',
}

test('from sign-up to an active service by clicking, with customer service and an operator at theirs (R018)', async () => {
  const customer = await stage.open('customer')
  const { page } = customer
  await customer.visit('/')
  await page.getByRole('link', { name: 'Sign up with your customer number' }).click()

  // R041: a number that nobody has is refused at its field, in words.
  customer.watch.expectAnswer({ status: 404, path: '/api/session/sign-up' })
  customer.watch.expectAnswer({ status: 422, path: '/api/session/sign-up' })
  await signUp(page, { ...grace, customerNumber: 'C-0000' })
  const number = page.getByLabel('Customer number', { exact: true })
  await page
    .getByText(/customer number/i)
    .and(page.locator('[class*="error"]'))
    .first()
    .waitFor()
  expect(await number.getAttribute('aria-invalid')).toBe('true')

  await number.fill(grace.customerNumber)
  await page.getByRole('button', { name: 'Create account' }).click()
  await giveAddress(page)
  await page.getByRole('heading', { name: 'Address', level: 1 }).waitFor({ state: 'hidden' })
  await page.getByRole('link', { name: 'Shop', exact: true }).click()
  await page.getByRole('link', { name: 'eSIM 20 GB', exact: true }).click()
  await page.getByRole('radio', { name: 'Region' }).check()
  await page.getByRole('button', { name: 'Order', exact: true }).click()

  // R048, R051: no card, no order; what is monthly and what is once stands apart.
  await page.getByText('There is no payment method yet.').waitFor()
  expect(await page.getByRole('button', { name: 'Place order' }).isDisabled()).toBe(true)
  await page.getByRole('region', { name: 'What you pay' }).getByText('Every month').waitFor()
  await addCard(customer)
  const crmOrderId = await placeOrder(page)
  const progress = page.getByRole('region', { name: 'Progress' })
  await progress.getByText('Awaiting review').first().waitFor()
  await page.evaluate('globalThis.notReloaded = true')

  const operator = await asOperator(stage)
  await operator.visit(`/console/orders/${crmOrderId}`)
  await operator.page.getByText('Grace Abara').first().waitFor()
  await operator.page.evaluate('globalThis.notReloaded = true')

  await approveByHand(stage, crmOrderId)
  await page.getByText('Your service is active').first().waitFor({ timeout: 30_000 })
  expect(await page.evaluate('globalThis.notReloaded')).toBe(true)
  await operator.page.getByText('Completed').first().waitFor({ timeout: 30_000 })
  expect(await operator.page.evaluate('globalThis.notReloaded')).toBe(true)

  await waitForState(stage.stack(), crmOrderId, 'completed')
  expect(await outsideEffects(stage.stack().sandbox, crmOrderId, stage.stack())).toMatchObject({
    billingOrders: 1,
    acceptedOrders: 1,
    esimProfiles: 1,
    lines: 1,
  })
  await page.getByRole('link', { name: 'Open your service' }).click()
  await page.getByRole('heading', { name: 'eSIM 20 GB', level: 1 }).waitFor()
  await page.getByRole('button', { name: 'Show the QR code' }).click()
  const dialog = page.getByRole('dialog', { name: 'Your eSIM' })
  await dialog.getByRole('img', { name: 'QR code for eSIM 20 GB' }).waitFor()
  await dialog.getByText(/^LPA:1\$smdp\.sandbox\.example\$/).waitFor()
})
