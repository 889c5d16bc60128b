import { waitUntil } from '@turnup/cli'
import type { Page } from 'playwright-core'

/**
 * Waits until an expression is true in the page. It comes through the debugger each time: the page's own policy lets no
 * text become a script, and so lets no waiting script of ours in.
 */
export function until(page: Page, expression: string): Promise<true> {
  return waitUntil(
    `${expression} at ${page.url()}`,
    async () => ((await page.evaluate(expression)) ? true : undefined),
    {
      timeoutMs: 10_000,
    },
  )
}
