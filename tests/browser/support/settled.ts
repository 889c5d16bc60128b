import type { Page } from 'playwright-core'
import { until } from './until.ts'

/** Something is still on its way: a busy region, or a placeholder where content will be. */
const busy = '[aria-busy="true"], .mantine-Skeleton-root'

/** Waits until the page has its heading and nothing on it is loading any more. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await until(page, `document.querySelector('${busy}') === null`)
  await page.evaluate('document.fonts.ready.then(() => undefined)')
}
