import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { password } from '../stack/customer.ts'
import { useStage } from './stage.ts'
import { sticksOut } from './support/expect-no-sideways-scroll.ts'
import { placedOrderId } from './support/portal-clicks.ts'
import { readyCustomer } from './support/ready-customer.ts'
import { settled } from './support/settled.ts'

const stage = useStage()

/** Fingers are wide: what stands alone on the page is at least so high (WCAG 2.5.8 asks for 24). */
const leastFingerPx = 24

test('a phone of 360 pixels, by touch: from signing in to an active service, nothing beside the screen', async () => {
  const customer = await readyCustomer(stage)
  const { page, visit } = await stage.open('customer', { phone: true })
  const tap = (target: Locator) => target.tap()
  await visit('/')
  await page.getByLabel('E-mail address', { exact: true }).fill(customer.email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await fits(page)
  await tap(page.getByRole('button', { name: 'Sign in' }))
  await page.getByRole('heading', { level: 1, name: /Ada/ }).waitFor()
  await fits(page)
  for (const [place, heading] of [
    ['Shop', 'Shop'],
    ['Orders', 'Your orders'],
    ['Services', 'Your services'],
    ['Account', 'Your account'],
  ] as const) {
    await tap(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: place, exact: true }))
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
    await fits(page)
  }
  // Invoices and support are not in the bar of a phone; the account leads there.
  for (const [place, heading] of [
    ['Invoices', 'Your invoices'],
    ['Support', 'Support'],
  ] as const) {
    await visit('/account')
    await tap(page.getByRole('main').getByRole('link', { name: place, exact: true }))
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
    await fits(page)
  }
  await tap(page.getByRole('link', { name: 'Shop', exact: true }))
  await tap(page.getByRole('link', { name: 'eSIM 20 GB', exact: true }))
  await page.getByRole('heading', { name: 'eSIM 20 GB', level: 1 }).waitFor()
  await fits(page)
  await tap(page.getByRole('radio', { name: 'Region' }))
  await tap(page.getByRole('button', { name: 'Order', exact: true }))
  await page.getByRole('heading', { name: 'Checkout' }).waitFor()
  await fits(page)
  await tap(page.getByRole('button', { name: 'Place order' }))
  const crmOrderId = await placedOrderId(page)
  await fits(page)
  stage.stack().sandbox.systems.salesforce.approveOrder(crmOrderId)
  await page.getByText('Your service is active').first().waitFor({ timeout: 30_000 })
  await tap(page.getByRole('link', { name: 'Open your service' }))
  await fits(page)
  await tap(page.getByRole('button', { name: 'Show the QR code' }))
  await page.getByRole('img', { name: 'QR code for eSIM 20 GB' }).waitFor()
  await fits(page)
})

/** Nothing sticks out, and no button is too small for a finger. */
async function fits(page: Page): Promise<void> {
  await settled(page)
  const width = page.viewportSize()?.width ?? 0
  expect(await sticksOut(page, [width]), page.url()).toEqual({})
  const heights = (await page.evaluate(`[...document.querySelectorAll('button, select, nav a')]
    .filter((element) => element.checkVisibility())
    .map((element) => [element.textContent, element.getBoundingClientRect().height])`)) as [string, number][]
  expect(
    heights.filter(([, height]) => height > 0 && height < leastFingerPx),
    page.url(),
  ).toEqual([])
}
