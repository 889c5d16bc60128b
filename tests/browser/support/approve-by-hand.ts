import type { Stage } from '../stage.ts'

/** Customer service approves the order on its own page of the imitated Salesforce, by clicking. */
export async function approveByHand(stage: Stage, crmOrderId: string): Promise<void> {
  const reviewer = await stage.open('reviewer')
  await reviewer.visit(`${stage.stack().sandbox.url}/salesforce/orders`)
  const row = reviewer.page.getByRole('row').filter({ hasText: crmOrderId })
  await row.getByRole('button', { name: 'Approve', exact: true }).click()
  await reviewer.page.getByRole('row').filter({ hasText: crmOrderId }).getByText('Approved').first().waitFor()
}
