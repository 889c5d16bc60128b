import { expect, test } from 'vitest'
import { password } from '../stack/customer.ts'
import { waitForState } from '../stack/wait-for.ts'
import { useStage } from './stage.ts'
import { tabTo } from './support/by-keyboard.ts'
import { placedOrderId } from './support/portal-clicks.ts'
import { readyCustomer } from './support/ready-customer.ts'

const stage = useStage()

test('signing in, choosing and ordering need Tab, Enter, Space and the arrows alone', async () => {
  const customer = await readyCustomer(stage)
  const { page, visit } = await stage.open('customer')
  const { keyboard } = page
  await visit('/catalog')
  await tabTo(page, page.getByLabel('E-mail address', { exact: true }))
  await keyboard.type(customer.email)
  await tabTo(page, page.getByLabel('Password', { exact: true }))
  await keyboard.type(password)
  await keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Shop', level: 1 }).waitFor()

  // The first stop of every page leads past the navigation.
  await page.evaluate('document.activeElement.blur()')
  await keyboard.press('Tab')
  await tabTo(page, page.getByRole('link', { name: 'Skip to the content' }), 'Shift+Tab')
  await keyboard.press('Enter')
  await tabTo(page, page.getByRole('link', { name: 'eSIM 20 GB', exact: true }))
  await keyboard.press('Enter')
  await page.getByRole('heading', { name: 'eSIM 20 GB', level: 1 }).waitFor()

  await tabTo(page, page.getByRole('radio', { name: 'Home only' }))
  await keyboard.press('ArrowDown')
  expect(await page.getByRole('radio', { name: 'Region' }).isChecked()).toBe(true)
  await tabTo(page, page.getByRole('button', { name: 'Order', exact: true }))
  await keyboard.press('Space')
  await page.getByRole('heading', { name: 'Checkout' }).waitFor()
  await tabTo(page, page.getByRole('button', { name: 'Place order' }))
  await keyboard.press('Enter')
  const crmOrderId = await placedOrderId(page)
  // A screen reader begins at the heading of the new page.
  expect(await page.evaluate('document.activeElement.tagName')).toBe('H1')

  stage.stack().sandbox.systems.salesforce.approveOrder(crmOrderId)
  await page.getByText('Your service is active').first().waitFor({ timeout: 30_000 })
  await waitForState(stage.stack(), crmOrderId, 'completed')
  await tabTo(page, page.getByRole('link', { name: 'Open your service' }))
  await keyboard.press('Enter')
  await page.getByRole('heading', { name: 'eSIM 20 GB', level: 1 }).waitFor()
  await tabTo(page, page.getByRole('button', { name: 'Get a new eSIM' }))
  await keyboard.press('Enter')
  // A dialog takes the focus and keeps it; Escape closes it.
  const dialog = page.getByRole('dialog', { name: 'Get a new eSIM?' })
  await dialog.waitFor()
  for (let stop = 0; stop < 12; stop += 1) {
    await keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.closest("[role=dialog]") !== null')).toBe(true)
  }
  await keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
})
