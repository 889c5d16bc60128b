import type { Page } from 'playwright-core'
import type { Person } from './person.ts'

export interface Newcomer {
  customerNumber: string
  firstName: string
  lastName: string
  email: string
  password: string
}

/** Fills the sign-up form and sends it. */
export async function signUp(page: Page, newcomer: Newcomer): Promise<void> {
  const field = (name: string) => page.getByLabel(name, { exact: true })
  await field('Customer number').fill(newcomer.customerNumber)
  await field('First name').fill(newcomer.firstName)
  await field('Last name').fill(newcomer.lastName)
  await field('E-mail address').fill(newcomer.email)
  await field('E-mail address again').fill(newcomer.email)
  await field('New password').fill(newcomer.password)
  await field('The same password again').fill(newcomer.password)
  await page.getByRole('button', { name: 'Create account' }).click()
}

/** Fills the address form that stands on the page, and saves it. */
export async function giveAddress(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Address', level: 1 }).waitFor()
  const field = (name: string) => page.getByRole('textbox', { name, exact: true })
  await field('Street and number').fill('12 Quay Road')
  await field('Postal code').fill('00901')
  await field('City').fill('San Juan')
  await field('State, province or prefecture').fill('PR')
  await page.getByRole('combobox', { name: 'Country' }).selectOption({ label: 'Puerto Rico' })
  await page.getByRole('button', { name: 'Save address' }).click()
}

/** From the prompt on the page to billing's own page, where a card is added, and back. */
export async function addCard({ page, context }: Person): Promise<void> {
  const opened = context.waitForEvent('page')
  await page.getByRole('button', { name: 'Add a payment method' }).click()
  const billing = await opened
  await billing.getByRole('heading', { name: 'Payment methods' }).waitFor()
  await billing.getByLabel('Card number').fill('4242 4242 4242 4242')
  await billing.getByLabel('Expires').fill('12/30')
  await billing.getByRole('button', { name: 'Add card' }).click()
  await billing.getByRole('cell', { name: /4242/ }).waitFor()
  await billing.close()
  await page.getByRole('button', { name: 'I have added it' }).click()
  await page.getByRole('button', { name: 'I have added it' }).waitFor({ state: 'hidden' })
}

/** From the shop to the checkout with one product as it is preset. */
export async function takeToCheckout(page: Page, product: string): Promise<void> {
  await page.getByRole('link', { name: 'Shop', exact: true }).click()
  await page.getByRole('link', { name: product, exact: true }).click()
  await page.getByRole('heading', { name: product, level: 1 }).waitFor()
  await page.getByRole('button', { name: 'Order', exact: true }).click()
  await page.getByRole('heading', { name: 'Checkout' }).waitFor()
}

/** Places the order at the checkout. @returns its id in Salesforce, from the address of its page */
export async function placeOrder(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Place order' }).click()
  return placedOrderId(page)
}

/** Waits for the page of the order that was just placed. */
export async function placedOrderId(page: Page): Promise<string> {
  await page.getByRole('heading', { name: 'Thank you! Your order is awaiting review' }).waitFor()
  const id = new URL(page.url()).pathname.split('/').pop() ?? ''
  if (!/^801\w{12,15}$/.test(id)) throw new Error(`The page of the order is at ${page.url()}`)
  return id
}
