import { beforeAll, describe, expect, test } from 'vitest'
import { type PageOfApp, pages, pathOf } from '../pages.ts'
import { useStage } from '../stage.ts'
import { expectNoSeriousFindingsInBothSchemes } from './expect-no-serious-findings.ts'
import { expectNoSidewaysScroll } from './expect-no-sideways-scroll.ts'
import { type Furnished, furnish } from './furnish.ts'
import type { Person } from './person.ts'
import { settled } from './settled.ts'
import { asCustomer, asOperator } from './sign-in.ts'

/** The tests of all pages of one app: for accessibility in the light and the dark, and for width. */
export function tryEveryPage(app: PageOfApp['app']): void {
  const stage = useStage()
  let world: Furnished
  beforeAll(async () => {
    world = await furnish(stage.stack())
  })
  const visitorOf = (page: PageOfApp): Promise<Person> => {
    if (page.who === 'visitor') return stage.open('visitor')
    return app === 'portal' ? asCustomer(stage, world.ada) : asOperator(stage)
  }

  describe.each(pages.filter((page) => page.app === app))('$name', (page) => {
    test('keeps nobody out, in the light and in the dark, and fits from a phone to 4K', async () => {
      const { page: tab, visit } = await visitorOf(page)
      await visit(pathOf(page, world))
      await settled(tab)
      await page.act?.(tab)
      await settled(tab)
      expect(await tab.title()).not.toBe('')
      await expectNoSeriousFindingsInBothSchemes(tab)
      await expectNoSidewaysScroll(tab)
    })
  })
}
