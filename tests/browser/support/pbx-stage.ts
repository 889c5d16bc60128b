import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { type Stack, startStack } from '../../stack/start-stack.ts'
import type { Stage } from '../stage.ts'
import { launchBrowser } from './launch-browser.ts'
import { openPerson, type Person } from './person.ts'

/** A stage whose stack sells hosted PBX: with a FusionPBX, both carriers, and a server that their callbacks reach. */
export function usePbxStage(environment: Record<string, string> = {}): Stage {
  let running: Stack | undefined
  let browser: Browser | undefined
  let people: Person[] = []
  const stack = () => {
    if (!running) throw new Error('The stack is not up yet.')
    return running
  }

  beforeAll(async () => {
    ;[running, browser] = await Promise.all([startStack({ pbx: true, environment }), launchBrowser()])
  })
  afterAll(async () => {
    await browser?.close()
    await running?.stop()
  })
  afterEach(async ({ task }) => {
    const complaints = people.flatMap((person) => person.complaints())
    if (task.result?.state === 'fail') await tellWhatWasSeen(people)
    await Promise.all(people.map((person) => person.context.close()))
    people = []
    running?.sandbox.context.faults.clear()
    expect(complaints, 'what went wrong in the browser without a word in the story').toEqual([])
  })

  return {
    stack,
    url: () => stack().server.url,
    async open(name, options) {
      if (!browser) throw new Error('The browser is not up yet.')
      const person = await openPerson(browser, name, stack().server.url, options)
      people.push(person)
      return person
    },
  }
}

/** The words on everybody's pages when it went wrong. */
async function tellWhatWasSeen(people: Person[]): Promise<void> {
  for (const { name, context } of people)
    for (const page of context.pages()) {
      const words = await page
        .locator('body')
        .ariaSnapshot({ timeout: 5_000 })
        .catch(() => 'nothing')
      process.stderr.write(`${name} at ${page.url()}:\n${words}\n`)
    }
}
