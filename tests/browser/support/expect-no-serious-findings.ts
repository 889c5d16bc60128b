import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { until } from './until.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const serious = ['serious', 'critical']

/**
 * What axe-core finds that keeps somebody out, each with its place and what to do; by all rules unless some are named.
 * The script comes through the debugger, so the page's security policy stays as strict as it is for people.
 */
export async function seriousFindings(page: Page, rules?: string[]): Promise<string[]> {
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axeSource)
  const only = rules ? `, runOnly: ${JSON.stringify(rules)}` : ''
  const options = `{ resultTypes: ["violations"]${only} }`
  const { violations } = (await page.evaluate(`axe.run(document, ${options})`)) as AxeResults
  return violations
    .filter(({ impact }) => serious.includes(impact ?? ''))
    .flatMap(({ id, help, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) => `${id}: ${help}\n  at ${target.join(' ')}\n  ${failureSummary}`,
      ),
    )
}

/** The page as it is now keeps nobody out. */
export async function expectNoSeriousFindings(page: Page): Promise<void> {
  expect(await seriousFindings(page), `accessibility of ${page.url()}`).toEqual([])
}

/** The same in the light and in the dark, where only colours differ. */
export async function expectNoSeriousFindingsInBothSchemes(page: Page): Promise<void> {
  await changeScheme(page, 'light')
  await expectNoSeriousFindings(page)
  await changeScheme(page, 'dark')
  const found = await seriousFindings(page, ['color-contrast', 'link-in-text-block'])
  expect(found, `accessibility of ${page.url()} in the dark`).toEqual([])
}

/** Colours that fade into others are judged when they have arrived; fading begins with the next drawing. */
async function changeScheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await until(page, `document.documentElement.dataset.mantineColorScheme === '${colorScheme}'`)
  await page.evaluate(`new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
    .then(() => Promise.all(document.getAnimations()
      .filter((animation) => animation instanceof CSSTransition)
      .map((transition) => transition.finished.catch(() => undefined))))
    .then(() => undefined)`)
}
