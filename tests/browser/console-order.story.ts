import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { approvedOrder, expectOneOfEach, type OrderInHand } from '../stack/orders-in-hand.ts'
import { waitForState } from '../stack/wait-for.ts'
import { useStage } from './stage.ts'
import { heldForItsPromotion, heldOrder, refusedByBilling } from './support/held-order.ts'
import type { Person } from './support/person.ts'
import { asOperator } from './support/sign-in.ts'

const stage = useStage()
let operator: Person
beforeEach(async () => {
  operator = await asOperator(stage)
})

/** The order's page with the step open that holds it up, the way the page itself leads there. */
async function openStuckStep({ crmOrderId }: OrderInHand): Promise<Page> {
  const { page, visit } = operator
  await visit(`/console/orders/${crmOrderId}`)
  await page
    .getByRole('region', { name: 'Who must act' })
    .getByRole('link', { name: 'Open the step' })
    .click()
  await page.getByText('What you can do').waitFor()
  return page
}

const reasonOf = (page: Page) => page.getByRole('dialog').getByRole('textbox', { name: 'Reason' })

/** The page tells that the order is through, without a reload. */
async function expectCompleted(page: Page, order: OrderInHand): Promise<void> {
  await page.getByText('Nobody has to act: the service is active.').waitFor({ timeout: 20_000 })
  await expectOneOfEach(stage.stack(), order)
}

describe('a stuck step on the page of its order', () => {
  test('is tried again; a double click sends once', async () => {
    const order = await heldOrder(stage, refusedByBilling('Invalid Payment Method'))
    const page = await openStuckStep(order)
    const sent: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(new URL(request.url()).pathname)
    })
    await page.getByRole('button', { name: 'Try again', exact: true }).dblclick()
    await expectCompleted(page, order)
    expect(sent.filter((path) => path.endsWith('/repair'))).toHaveLength(1)
  })

  test('goes on with another value in one field', async () => {
    const order = await heldForItsPromotion(stage, 'AUTUMN')
    const page = await openStuckStep(order)
    await page.getByRole('button', { name: 'Change a field…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Field', { exact: true }).selectOption('promoCode')
    await dialog.getByLabel('Kind of value of New value').selectOption({ label: 'Nothing (null)' })
    await reasonOf(page).fill('The promotion has ended')
    await dialog.getByRole('button', { name: 'Change and try again' }).click()
    await expectCompleted(page, order)
  })

  test('starts over with another input', async () => {
    const order = await heldOrder(stage, refusedByBilling('Invalid Payment Method'))
    const page = await openStuckStep(order)
    await page.getByRole('button', { name: 'Replace…' }).click()
    const field = page.getByRole('dialog').getByLabel('New input (JSON)')
    const input = JSON.parse(await field.inputValue()) as Record<string, unknown>
    await field.fill(JSON.stringify({ ...input, notes: 'Agreed by phone' }))
    await reasonOf(page).fill('Terms agreed by phone')
    await page.getByRole('dialog').getByRole('button', { name: 'Replace and start over' }).click()
    await expectCompleted(page, order)
  })

  test('is skipped with a reason, which stands in the story', async () => {
    const order = await heldOrder(stage, {
      system: 'salesforce',
      operation: 'PATCH /sobjects/Opportunity',
      kind: 'reject',
      message: 'FIELD_CUSTOM_VALIDATION_EXCEPTION: Closed opportunities are read only',
    })
    const page = await openStuckStep(order)
    await page.getByRole('button', { name: 'Skip…' }).click()
    await reasonOf(page).fill('The opportunity is closed on purpose')
    await page.getByRole('dialog').getByRole('button', { name: 'Skip the step' }).click()
    await page.getByText('Nobody has to act: the service is active.').waitFor({ timeout: 20_000 })
    await waitForState(stage.stack(), order.crmOrderId, 'completed')
    await page.getByText('The opportunity is closed on purpose').first().waitFor()
  })

  test('is adopted: what was found outside is taken over', async () => {
    const order = await heldOrder(stage, {
      system: 'salesforce',
      operation: 'PATCH /sobjects/Opportunity',
      kind: 'reject',
      message: 'FIELD_CUSTOM_VALIDATION_EXCEPTION: Closed opportunities are read only',
    })
    const page = await openStuckStep(order)
    await page.getByRole('button', { name: 'Adopt…' }).click()
    await reasonOf(page).fill('A colleague set the stage by hand')
    await page.getByRole('dialog').getByRole('button', { name: 'Adopt the result' }).click()
    await page.getByText('Nobody has to act: the service is active.').waitFor({ timeout: 20_000 })
  })
})

test('an order is cancelled from its page, which says beforehand what is taken back', async () => {
  const order = await heldOrder(stage, refusedByBilling('Client status is closed'))
  const { page, visit } = operator
  await visit(`/console/orders/${order.crmOrderId}`)
  await page.getByRole('button', { name: 'Cancel the order…' }).click()
  const dialog = page.getByRole('dialog', { name: /^Cancel order/ })
  await dialog.getByText(/What was made outside is taken back/).waitFor()
  await dialog.getByRole('button', { name: 'Cancel the order' }).click()
  await dialog.getByText('Say why, in a few words.').waitFor()
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Customer withdrew by phone')
  await dialog.getByRole('button', { name: 'Cancel the order' }).click()
  await page.getByText('Nobody has to act: the order is cancelled.').waitFor({ timeout: 20_000 })
  await waitForState(stage.stack(), order.crmOrderId, 'cancelled')
})

test('the plan moves while it runs; attempts are shown without secrets; a note stays with the order', async () => {
  const order = await approvedOrder(stage.stack())
  const { page, visit } = operator
  await visit(`/console/orders/${order.crmOrderId}?plan=list`)
  await page.getByText('Nobody has to act: the service is active.').waitFor({ timeout: 20_000 })
  const steps = page.getByRole('table', { name: 'Steps of the plan' })
  await steps.getByText('Done').first().waitFor()
  await page.getByText('Graph', { exact: true }).click()
  await page.getByRole('button', { name: /^Step 1 of / }).click()
  await page.getByRole('tab', { name: 'Attempts' }).click()
  const attempts = page.getByRole('tabpanel').getByRole('listitem')
  await attempts.getByText('Succeeded').first().waitFor()
  await page.evaluate('for (const fold of document.querySelectorAll("details")) fold.open = true')
  await attempts.getByText('billing.add-order').first().waitFor()
  const { WHMCS_SECRET = '', ES2PLUS_PASSWORD = '' } = stage.stack().sandbox.settings
  const shown = await page.content()
  expect(shown).not.toMatch(/LPA:1|\b89\d{16,18}\b/)
  for (const secret of [WHMCS_SECRET, ES2PLUS_PASSWORD].filter((text) => text.length > 6))
    expect(shown).not.toContain(secret)
  await page.getByRole('tab', { name: 'Story and notes' }).click()
  await page.getByLabel('Note for colleagues').fill('Spoke with the customer')
  await page.getByRole('button', { name: 'Add the note' }).click()
  await page.getByRole('list', { name: 'Story, newest first' }).getByText('Spoke with the customer').waitFor()
})
