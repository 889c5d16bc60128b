import { describe, test } from 'vitest'
import { capeTownPerson, placedPbxOrder, placedRegulatedOrder } from '../stack/pbx-checkout.ts'
import { chooseFirstNumber, fillCompany, goOn, linkOf } from './support/pbx-clicks.ts'
import { expectFit } from './support/pbx-expect-fit.ts'
import { usePbxStage } from './support/pbx-stage.ts'
import { readyCustomer } from './support/ready-customer.ts'
import { asCustomer, asOperator } from './support/sign-in.ts'

const stage = usePbxStage({ PBX_REGISTRATION_ROUTE: 'api-upload' })

describe('keeps nobody out, in the light and in the dark, and fits from a phone to 4K', () => {
  test('each step of the wizard, with a number that needs a registration', async () => {
    const { page, visit } = await asCustomer(stage, await readyCustomer(stage))
    await visit('/pbx?product=PBX-NUMBER-INT')
    await page.getByRole('heading', { level: 1, name: 'Who is it for?' }).waitFor()
    await expectFit(page)
    await fillCompany(page, 'Fitting Workshop', 'fit@workshop.example')
    await page
      .getByRole('region', { name: 'Find a number' })
      .getByLabel('Country')
      .selectOption({ label: 'South Africa (+27)' })
    await page.getByRole('button', { name: 'Show numbers' }).click()
    await page.getByRole('table', { name: 'Numbers that you can have' }).waitFor()
    await expectFit(page)
    await chooseFirstNumber(page)
    await expectFit(page)
    await goOn(page, 'Who uses the number?')
    await page.getByRole('radio', { name: /^A private person/ }).check()
    await expectFit(page)
    const { firstName, lastName, birthDate, idNumber, city, postalCode, street, serviceDescription } =
      capeTownPerson
    const fields = {
      'First name': firstName,
      'Last name': lastName,
      'Date of birth': birthDate,
      'Number of the identity card or passport': idNumber,
      City: city,
      'Postal code': postalCode,
      'Street and house number': street,
      'How the number will be used': serviceDescription,
    }
    for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value)
    await goOn(page, 'This is what we set up')
    await expectFit(page)
    const packages = page.getByRole('group', { name: 'Packages of extensions' })
    await packages.getByRole('combobox').first().selectOption('1')
    await goOn(page, 'Who looks after it?')
    await page.getByLabel('User name').fill('admin')
    await expectFit(page)
    await goOn(page, 'Look it over and order')
    await expectFit(page)
  }, 180_000)

  test('the provisioning queue with its dialogs, and the page of a correction', async () => {
    const stack = stage.stack()
    const order = await placedRegulatedOrder(stack)
    const { page, visit } = await asOperator(stage)
    await visit('/console/provisioning')
    await page.getByRole('table', { name: 'Orders' }).getByText(order.domain).waitFor()
    await expectFit(page)
    await visit(`/console/provisioning/${order.orderId}/registration`)
    const dialog = page.getByRole('dialog', { name: 'Regulatory details' })
    await dialog.getByText(capeTownPerson.idNumber).waitFor()
    await dialog.getByRole('button', { name: 'Request a correction' }).click()
    await dialog.getByRole('checkbox', { name: 'Street address' }).check()
    await dialog.getByLabel('Message to the customer').fill('Which one?')
    await expectFit(page)
    await dialog.getByRole('button', { name: 'Ask the customer' }).click()
    await dialog.getByText('Waiting for the customer’s correction').waitFor()
    const customer = await stage.open('customer')
    const { email } = order
    await customer.visit(await linkOf(stack, { email, template: 'correction-request', page: 'correction' }))
    await customer.page.getByLabel('Street and house number').waitFor()
    await expectFit(customer.page)
    await visit(`/console/provisioning/${order.orderId}/number`)
    await page.getByRole('dialog', { name: 'Order the phone number' }).getByLabel('Number').first().waitFor()
    await expectFit(page)
  }, 120_000)

  test('the page where the password of a PBX is set, and the order that is live', async () => {
    const stack = stage.stack()
    const customer = await readyCustomer(stage)
    const order = await placedPbxOrder(stack, { customer })
    stack.sandbox.systems.salesforce.approveOrder(order.crmOrderId)
    const { email } = order
    const admin = await stage.open('admin')
    await admin.visit(await linkOf(stack, { email, template: 'pbx-welcome', page: 'claim' }))
    await admin.page.getByLabel('New password', { exact: true }).waitFor()
    await expectFit(admin.page)
    const { page, visit } = await asCustomer(stage, customer)
    await visit(`/orders/${order.crmOrderId}`)
    await page.getByText('Ready', { exact: true }).first().waitFor()
    await expectFit(page)
  })

  test('the provider mapping: groups, products, bundles, and why a carrier was chosen', async () => {
    const { page, visit } = await asOperator(stage)
    for (const by of ['groups', 'products', 'bundles']) {
      await visit(`/console/provider-mapping?by=${by}`)
      await page.getByRole('tab', { selected: true }).waitFor()
      await expectFit(page)
    }
    await visit('/console/provider-mapping?by=products&explain=PBX-10')
    await page.getByText('It is sold with VoIP.ms', { exact: true }).waitFor()
    await expectFit(page)
  })
})
