import type { Locator, Page } from 'playwright-core'
import { awaitMail } from '../../stack/mailbox.ts'
import type { Stack } from '../../stack/start-stack.ts'

/** Goes on in the wizard, and waits until the next step is there. */
export async function goOn(page: Page, nextTitle: string): Promise<void> {
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: nextTitle }).waitFor()
}

/** The step of the company; its address is looked up while the name is typed. */
export async function fillCompany(page: Page, company: string, email: string): Promise<void> {
  await page.getByLabel('Company name').fill(company)
  await page.getByText(/ is free\./).waitFor()
  await page.getByLabel('Contact name').fill('Ada Moreno')
  await page.getByLabel('Contact e-mail').fill(email)
  await page.getByLabel('Contact phone').fill('+1 202 555 0143')
  await goOn(page, 'Choose your phone number')
}

/** Chooses the first number that is shown. @returns the number */
export async function chooseFirstNumber(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Show numbers' }).click()
  const row = page.getByRole('table', { name: 'Numbers that you can have' }).getByRole('row').nth(1)
  const number = (await row.getByRole('rowheader').textContent()) ?? ''
  await row.getByRole('button', { name: /^Choose/ }).click()
  await page.getByRole('heading', { name: 'Your number' }).waitFor()
  return number
}

/** The last three steps, with one package of ten seats. */
export async function finishWizard(page: Page): Promise<void> {
  const packages = page.getByRole('group', { name: 'Packages of extensions' })
  await packages.getByRole('combobox').first().selectOption('1')
  await goOn(page, 'Who looks after it?')
  await page.getByLabel('User name').fill('admin')
  await goOn(page, 'Look it over and order')
  await page.getByRole('button', { name: 'Order the phone system' }).click()
}

/** The order's row in the provisioning queue. */
export function rowOf(page: Page, text: string): Locator {
  return page.getByRole('table', { name: 'Orders' }).getByRole('row').filter({ hasText: text })
}

/** Where a link of a mail leads, as a path of the portal. */
export async function linkOf(
  stack: Stack,
  { email, template, page }: { email: string; template: string; page: 'claim' | 'correction' },
): Promise<string> {
  const { text } = await awaitMail(stack, email, template)
  const [, path] = new RegExp(`(/pbx/${page}#token=[A-Za-z0-9_-]{43})`).exec(text) ?? []
  if (!path) throw new Error(`There is no link in: ${text}`)
  return path
}
