import { expect, test } from 'vitest'
import { pbxOrderInHand } from '../stack/pbx-checkout.ts'
import { waitForState } from '../stack/wait-for.ts'
import { chooseFirstNumber, fillCompany, finishWizard, goOn, linkOf, rowOf } from './support/pbx-clicks.ts'
import { usePbxStage } from './support/pbx-stage.ts'
import { readyCustomer } from './support/ready-customer.ts'
import { asCustomer, asOperator } from './support/sign-in.ts'

const stage = usePbxStage()

test('a PBX from the wizard over the provisioning queue to a password that signs in', async () => {
  const stack = stage.stack()
  const email = 'front.desk@quayside.example'
  const customer = await readyCustomer(stage)
  const { page, visit } = await asCustomer(stage, customer)
  await visit('/pbx')
  await fillCompany(page, 'Quayside Tools', email)

  const search = page.getByRole('region', { name: 'Find a number' })
  await search.getByLabel('Country').selectOption('CA')
  await search.getByLabel('Province or state').selectOption('ON')
  await search.getByLabel('Rate centre or city').selectOption('Toronto')
  const number = await chooseFirstNumber(page)
  const hold = page.getByRole('region', { name: 'How long the number is held' })
  await hold.getByText(`${number} is held for you for`).waitFor()
  const clock = hold.getByRole('timer')
  const before = await clock.textContent()
  expect(before).toMatch(/^\d{1,2}:\d\d$/)
  await hold.filter({ hasNotText: before ?? '' }).waitFor()
  await goOn(page, 'This is what we set up')
  await finishWizard(page)
  await page.waitForURL(/\/orders\/[A-Za-z0-9]{15,18}$/)
  const crmOrderId = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  await page.getByText('Waiting for our review').first().waitFor()
  const order = await pbxOrderInHand(stack, customer, crmOrderId)
  expect(order).toMatchObject({ number, email, domain: expect.stringMatching(/^quayside-tools\./) })

  const operator = await asOperator(stage)
  await operator.visit('/console/provisioning')
  const row = rowOf(operator.page, order.domain)
  await row.getByText('Pending', { exact: true }).waitFor()
  await row.getByRole('button', { name: /^Provision, order / }).click()
  await row.getByText('Completed', { exact: true }).waitFor({ timeout: 40_000 })
  await waitForState(stack, crmOrderId, 'completed')
  await page.getByText('Ready', { exact: true }).first().waitFor({ timeout: 20_000 })

  const password = 'Kettle-and-Harbour-9'
  const pbx = stack.sandbox.systems.fusionpbx
  expect(await pbx?.canSignIn(order.domain, 'admin', password)).toBe(false)
  const admin = await stage.open('admin')
  const link = await linkOf(stack, { email, template: 'pbx-welcome', page: 'claim' })
  await admin.visit(link)
  await admin.page.getByText(order.domain).waitFor()
  await admin.page.getByLabel('New password', { exact: true }).fill(password)
  await admin.page.getByLabel(/again/i).fill(password)
  await admin.page.getByRole('button', { name: 'Set the password' }).click()
  await admin.page.getByRole('heading', { name: 'The password is set' }).waitFor()
  expect(await pbx?.canSignIn(order.domain, 'admin', password)).toBe(true)
})
