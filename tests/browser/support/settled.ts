import type { Page } from 'playwright-core'

/** Something is still on its way: a busy region, or a placeholder where content will be. */
const busy = '[aria-busy="true"], .mantine-Skeleton-root'

/** Waits until the page has its heading and nothing on it is loading any more. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForFunction(`document.querySelectorAll('${busy.replaceAll("'", '"')}').length === 0`)
  await page.evaluate('document.fonts.ready.then(() => undefined)')
}
