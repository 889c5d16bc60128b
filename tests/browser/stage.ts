import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { freePort } from '../support/index.ts'
import { launchBrowser } from './support/launch-browser.ts'
import { openPerson, type Person, type PersonOptions } from './support/person.ts'

export interface Stage {
  /** The stack of this story file; there from the first test on. */
  stack(): Stack
  /** Where portal and console are. */
  url(): string
  /** Opens a browser window for somebody; it closes after the test, and what went wrong in it fails the test. */
  open(name: string, options?: PersonOptions): Promise<Person>
}

const picturesFolder = () => mkdtempSync(path.join(tmpdir(), 'turnup-pictures-'))

/**
 * The whole product and a browser for one story file. After each test, windows are looked through: an error in the
 * console, a refused request or a violation of the security policy that the story did not expect is a failure.
 */
export function useStage(options: { environment?: Record<string, string> } = {}): Stage {
  let running: Stack | undefined
  let browser: Browser | undefined
  let people: Person[] = []
  const stack = () => {
    if (!running) throw new Error('The stack is not up yet.')
    return running
  }

  beforeAll(async () => {
    const port = String(await freePort())
    const environment = { PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}`, ...options.environment }
    ;[running, browser] = await Promise.all([startStack({ environment }), launchBrowser()])
  })
  afterAll(async () => {
    await browser?.close()
    await running?.stop()
  })
  afterEach(async ({ task }) => {
    const complaints = people.flatMap((person) => person.complaints())
    if (task.result?.state === 'fail' || complaints.length > 0) await takePictures(task.name, people)
    await Promise.all(people.map((person) => person.context.close()))
    people = []
    running?.sandbox.context.faults.clear()
    expect(complaints, 'what went wrong in the browser without a word in the story').toEqual([])
  })

  return {
    stack,
    url: () => stack().server.url,
    async open(name, personOptions) {
      if (!browser) throw new Error('The browser is not up yet.')
      const person = await openPerson(browser, name, stack().server.url, personOptions)
      people.push(person)
      return person
    },
  }
}

/** What everybody saw when it went wrong, as pictures and as the words of the page. */
async function takePictures(story: string, people: Person[]): Promise<void> {
  const folder = picturesFolder()
  for (const { name, context } of people)
    for (const [index, page] of context.pages().entries()) {
      const file = path.join(folder, `${name}-${index + 1}.png`)
      const taken = await page
        .screenshot({ path: file, fullPage: true, timeout: 5_000 })
        .catch(() => undefined)
      process.stderr.write(`"${story}", ${name} at ${page.url()}: ${taken ? file : 'no picture'}\n`)
    }
}
