import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const serious = ['serious', 'critical']

/**
 * What axe-core finds that keeps somebody out, each with its place and what to do. The script comes through the debugger,
 * so the page's security policy stays as strict as it is for people.
 */
export async function seriousFindings(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axeSource)
  const { violations } = (await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] })',
  )) as AxeResults
  return violations
    .filter(({ impact }) => serious.includes(impact ?? ''))
    .flatMap(({ id, help, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) => `${id}: ${help}\n  at ${target.join(' ')}\n  ${failureSummary}`,
      ),
    )
}

/** The page as it is now keeps nobody out. */
export async function expectNoSeriousFindings(page: Page, when = ''): Promise<void> {
  expect(await seriousFindings(page), `accessibility of ${page.url()} ${when}`).toEqual([])
}

/** The same in the light and in the dark. */
export async function expectNoSeriousFindingsInBothSchemes(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNoSeriousFindings(page, `in the ${colorScheme}`)
  }
}
