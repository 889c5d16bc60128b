import type { Page } from 'playwright-core'
import { expectNoSeriousFindingsInBothSchemes } from './expect-no-serious-findings.ts'
import { expectNoSidewaysScroll } from './expect-no-sideways-scroll.ts'
import { settled } from './settled.ts'

/** The page as it stands keeps nobody out, in the light and in the dark, and fits from a phone to 4K. */
export async function expectFit(page: Page): Promise<void> {
  await settled(page)
  await expectNoSeriousFindingsInBothSchemes(page)
  await expectNoSidewaysScroll(page)
  await page.emulateMedia({ colorScheme: 'light' })
}
