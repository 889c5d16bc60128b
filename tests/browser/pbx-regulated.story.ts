import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { pbxOrderInHand } from '../stack/pbx-checkout.ts'
import { paperFile } from '../stack/pbx-papers.ts'
import { waitForState } from '../stack/wait-for.ts'
import { chooseFirstNumber, fillCompany, finishWizard, goOn, linkOf, rowOf } from './support/pbx-clicks.ts'
import { usePbxStage } from './support/pbx-stage.ts'
import { readyCustomer } from './support/ready-customer.ts'
import { asCustomer, asOperator } from './support/sign-in.ts'

const stage = usePbxStage({ PBX_REGISTRATION_ROUTE: 'api-upload' })

const company = 'Tafelberg Workshop'
const email = 'desk@tafelberg.example'
const street = '14 Long Street'

/** Fills and sends the form of one paper; what it proves is chosen first, since the other fields hang on it. */
async function upload(dialog: Locator, proof: string, more: Record<string, string>): Promise<void> {
  const form = dialog.getByRole('form', { name: 'Upload a paper' })
  await form.getByLabel('It proves').selectOption({ label: proof })
  const name = `${proof.toLowerCase().replaceAll(' ', '-')}.png`
  await form.getByLabel('File').setInputFiles({ name, mimeType: 'image/png', buffer: paperFile })
  for (const [label, value] of Object.entries(more)) await form.getByLabel(label).fill(value)
  await form.getByLabel('It is legible').check()
  await form.getByRole('button', { name: 'Upload' }).click()
  await form.getByText(`${name} is uploaded.`).waitFor()
}

test('a regulated PBX: registration, correction, papers, another number, approval, and it is live', async () => {
  const stack = stage.stack()
  const { didww } = stack.sandbox.systems
  const customer = await readyCustomer(stage)
  const { page, visit } = await asCustomer(stage, customer)
  await visit('/pbx?product=PBX-NUMBER-INT')
  await fillCompany(page, company, email)
  await page
    .getByRole('region', { name: 'Find a number' })
    .getByLabel('Country')
    .selectOption({ label: 'South Africa (+27)' })
  const number = await chooseFirstNumber(page)
  await goOn(page, 'Who uses the number?')

  // What the carrier asks of companies, as it says today.
  await page.getByText('The address must be in South Africa.').waitFor()
  await page.getByRole('radio', { name: /^A company/ }).check()
  await page.getByLabel('Legal name of the company').fill('Somebody Else Limited')
  await page.getByLabel('Registration number').fill('2019/123456/07')
  await page.getByLabel('Tax or VAT number').fill('4012345678')
  await page.getByLabel('First name').fill('Thandiwe')
  await page.getByLabel('Last name').fill('Mokoena')
  await page.getByLabel('City').fill('Cape Town')
  await page.getByText('Found: Cape Town').waitFor()
  await page.getByLabel('Postal code').fill('8001')
  await page.getByLabel('Street and house number').fill(street)
  await page.getByLabel('How the number will be used').fill('Telephone of a small workshop.')
  await goOn(page, 'This is what we set up')
  await finishWizard(page)
  await page.waitForURL(/\/orders\/[A-Za-z0-9]{15,18}$/)
  const crmOrderId = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  const order = await pbxOrderInHand(stack, customer, crmOrderId)

  // The operator looks it through; what is wrong goes back to the customer.
  const { page: desk, visit: visitConsole } = await asOperator(stage)
  await visitConsole('/console/provisioning')
  const row = rowOf(desk, order.domain)
  await row.getByRole('link', { name: /^(View|Regulatory details), order / }).click()
  const dialog = desk.getByRole('dialog', { name: 'Regulatory details' })
  await dialog.getByText('The company of the registration is not the company of the order.').waitFor()
  await dialog.getByRole('button', { name: 'Request a correction' }).click()
  await dialog.getByLabel('Message to the customer').fill('Please write the name of your own company.')
  await dialog.getByRole('button', { name: 'Ask the customer' }).click()
  await dialog.getByText('Waiting for the customer’s correction').waitFor()
  expect(await dialog.getByRole('button', { name: /^Submit to provider/ }).count()).toBe(0)

  const clerk = await stage.open('clerk')
  await clerk.visit(await linkOf(stack, { email, template: 'correction-request', page: 'correction' }))
  await clerk.page.getByText('Please write the name of your own company.').waitFor()
  expect(await clerk.page.getByRole('textbox').count()).toBe(1)
  expect(await clerk.page.getByRole('textbox').inputValue()).toBe('')
  await clerk.page.getByLabel('Legal name of the company').fill(company)
  await clerk.page.getByRole('button', { name: 'Send the details' }).click()
  await clerk.page.getByRole('heading', { name: 'Thank you, we have your details' }).waitFor()

  // To the carrier, with papers.
  await dialog.getByText('The customer has sent a correction').waitFor()
  await dialog.getByRole('button', { name: 'Read again' }).click()
  await dialog.getByText('Nothing is missing, and nothing contradicts.').waitFor()
  await dialog.getByRole('button', { name: /^Submit to provider/ }).click()
  await dialog.getByText('Identity confirmed, papers due').waitFor({ timeout: 30_000 })
  await upload(dialog, 'Proof of business', {
    'Company name on the paper': company,
    'Registration number on the paper': '2019/123456/07',
  })
  await upload(dialog, 'Proof of address', {
    'Name on the paper': 'Thandiwe Mokoena',
    'Address on the paper': `${street}, 8001 Cape Town`,
    'Date on the paper': stack.clock.now().toISOString().slice(0, 10),
  })
  await dialog.getByRole('button', { name: /^Mark docs uploaded/ }).click()
  const question = desk.getByRole('dialog', { name: 'Papers are in the provider’s portal?' })
  await question.getByRole('button', { name: 'Mark docs uploaded' }).click()
  await dialog.getByText('Papers uploaded', { exact: true }).waitFor()
  await dialog.getByRole('button', { name: 'Close', exact: true }).click()

  // The carrier held the number for ten minutes; then it was sold: another one from the same place.
  stack.clock.move(15 * 60_000)
  stack.sandbox.context.clock.move(15 * 60_000)
  expect(didww.takeAway(number)).toBe(true)
  await row.getByRole('link', { name: /^Place order, order / }).click()
  const numbers = desk.getByRole('dialog', { name: 'Order the phone number' })
  await numbers
    .getByRole('alert')
    .filter({ hasText: /no longer available/i })
    .waitFor()
  const alternative = await numbers.getByLabel('Alternative number').locator('option:checked').textContent()
  const [other = ''] = /\+\d+/.exec(alternative ?? '') ?? []
  expect(other).toMatch(/^\+2721/)
  expect(other).not.toBe(number)
  await numbers.getByLabel('Reason for another number').fill('The first one was sold; agreed by telephone')
  await numbers.getByRole('button', { name: 'Place order' }).click()
  await row.getByText('Awaiting provider', { exact: true }).waitFor({ timeout: 30_000 })

  const carrier = await stage.open('carrier')
  await carrier.visit(`${stack.sandbox.url}/didww`)
  await carrier.page.getByRole('button', { name: 'Approve' }).click()
  await row.getByText('Completed', { exact: true }).waitFor({ timeout: 40_000 })
  await waitForState(stack, crmOrderId, 'completed')
  await visit(`/orders/${crmOrderId}`)
  await page.getByText('Ready', { exact: true }).first().waitFor()
  await page.getByText(other).first().waitFor()
  const reached = await stack.sandbox.systems.fusionpbx?.callReaches(other)
  expect(reached).toEqual({ domain: order.domain, extension: '1001' })
}, 180_000)
