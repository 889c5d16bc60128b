import type { Locator, Page } from 'playwright-core'

/** A cause of fallout by its stable code, and by the action at which it strikes. */
export interface Cause {
  code: string
  action?: string
}

/** Opens one cause. @returns the part of the page with its orders and what can be done */
export async function openCause(page: Page, { code, action = '' }: Cause): Promise<Locator> {
  const card = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ hasText: code })
    .filter({ hasText: action })
  await card.getByRole('heading', { level: 2 }).getByRole('button').click()
  const orders = page.getByRole('region', { name: /^Orders: / })
  await orders.getByRole('table').waitFor()
  return orders
}

export interface Mending {
  /** Words of the button in the workbench. */
  repair: string
  /** Words of the button that sends it. */
  send: string
  fill?: (dialog: Locator) => Promise<void>
}

/** Presses a repair in the workbench, fills what it asks for, sends it, and waits until it is through. */
export async function mend(
  page: Page,
  cause: Cause,
  { repair, send, fill = async () => {} }: Mending,
): Promise<void> {
  const orders = await openCause(page, cause)
  await orders.getByRole('button', { name: repair, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: /^(Mend|Cancel) / })
  await fill(dialog)
  await dialog.getByRole('button', { name: send }).click()
  await page
    .getByRole('dialog')
    .getByText(/ done, 0 refused\. Done\./)
    .waitFor({ timeout: 20_000 })
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}
