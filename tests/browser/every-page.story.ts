import { beforeAll, describe, expect, test } from 'vitest'
import { type PageOfApp, pages, pathOf } from './pages.ts'
import { useStage } from './stage.ts'
import { expectNoSeriousFindingsInBothSchemes } from './support/expect-no-serious-findings.ts'
import { expectNoSidewaysScroll } from './support/expect-no-sideways-scroll.ts'
import { type Furnished, furnish } from './support/furnish.ts'
import type { Person } from './support/person.ts'
import { settled } from './support/settled.ts'
import { asCustomer, asOperator } from './support/sign-in.ts'

const stage = useStage()
let world: Furnished
beforeAll(async () => {
  world = await furnish(stage.stack())
})

function visitorOf(page: PageOfApp): Promise<Person> {
  if (page.who === 'visitor') return stage.open('visitor')
  return page.app === 'portal' ? asCustomer(stage, world.ada) : asOperator(stage)
}

describe.each(pages)('$name', (page) => {
  test('keeps nobody out, in the light and in the dark, and fits from a phone to 4K', async () => {
    const { page: tab, visit } = await visitorOf(page)
    await visit(pathOf(page, world))
    await settled(tab)
    expect(await tab.title()).not.toBe('')
    await expectNoSeriousFindingsInBothSchemes(tab)
    await expectNoSidewaysScroll(tab)
  })
})
