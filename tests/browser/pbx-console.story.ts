import { expect, test } from 'vitest'
import { usePbxStage } from './support/pbx-stage.ts'
import { readyCustomer } from './support/ready-customer.ts'
import { administrator, asCustomer, asOperator } from './support/sign-in.ts'

const stage = usePbxStage()

test('an operator acts for a customer under a banner on every page, until it is ended', async () => {
  const customer = await readyCustomer(stage)
  const { page, visit, context } = await asOperator(stage)
  await visit(`/console/customers/${customer.customerId}`)
  await page.getByRole('button', { name: 'Act as this customer…' }).click()
  const question = page.getByRole('dialog', { name: /^Act as this customer: / })
  await question.getByLabel('Reason').fill('Helps at the checkout')
  const opened = context.waitForEvent('page')
  await question.getByRole('button', { name: 'Open the portal as the customer' }).click()
  const portal = await opened
  const banner = portal.getByRole('region', { name: 'Acting for a customer' })
  await banner.getByText(`${administrator.name} is acting for `).waitFor()
  await portal.goto('/pbx')
  await portal.getByRole('heading', { level: 1, name: 'Who is it for?' }).waitFor()
  await banner.getByText(`${administrator.name} is acting for `).waitFor()

  await banner.getByRole('button', { name: 'Stop acting' }).click()
  await portal.waitForURL('**/console')
  expect((await context.request.get('/api/session')).status()).toBe(401)
  await portal.goto('/pbx')
  await portal.getByRole('heading', { level: 1, name: 'Welcome back' }).waitFor()
})

test('a product that nothing maps is not in the shop; its group’s carrier brings it back, and it says why', async () => {
  const name = 'Hosted PBX, 25 seats'
  const { page, visit } = await asOperator(stage)
  const { page: shop, visit: visitShop } = await asCustomer(stage, await readyCustomer(stage))
  await visitShop('/catalog')
  await shop.getByRole('link', { name }).first().waitFor()

  await visit('/console/provider-mapping?by=products')
  await page.getByLabel(`Provider of ${name}`).selectOption({ label: 'No provider (use default)' })
  await page.getByRole('button', { name: 'Save product mappings' }).click()
  await page.getByText('1 mapping saved.').first().waitFor()
  await page.getByRole('link', { name: `Why this provider, ${name}` }).click()
  const why = page.getByRole('dialog', { name: 'Why this provider?' })
  await why.getByText('It cannot be ordered', { exact: true }).waitFor()
  await why.getByRole('button', { name: 'Close', exact: true }).click()
  await shop.reload()
  await shop.getByRole('link', { name: 'Hosted PBX, 10 seats' }).first().waitFor()
  expect(await shop.getByRole('link', { name }).count()).toBe(0)

  await page.getByRole('tab', { name: /^Product groups/ }).click()
  await page.getByLabel('Provider of product group Hosted PBX').selectOption({ label: 'VoIP.ms' })
  await page.getByRole('button', { name: 'Save group mappings' }).click()
  await page.getByText('1 mapping saved.').first().waitFor()
  await page.getByRole('tab', { name: /^Products/ }).click()
  await page.getByRole('link', { name: `Why this provider, ${name}` }).click()
  await why.getByText('It is sold with VoIP.ms', { exact: true }).waitFor()
  await why.getByText('Product group (this decided)').waitFor()
  await shop.reload()
  await shop.getByRole('link', { name }).first().waitFor()
})
