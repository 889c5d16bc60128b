import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNoSeriousFindings, seriousFindings } from './support/expect-no-serious-findings.ts'
import { expectNoSidewaysScroll, sticksOut } from './support/expect-no-sideways-scroll.ts'
import { launchBrowser } from './support/launch-browser.ts'
import { openPerson, type Person } from './support/person.ts'

/** Pages with one fault each, under the policy that the product's pages have. */
const bodies: Record<string, string> = {
  '/good': '<h1>Good day</h1><p>Nothing is wrong here.</p><button type="button">Go on</button>',
  '/inline': '<h1>Inline</h1><script>document.title = "no"</script>',
  '/broken': '<h1>Broken</h1><script src="/broken.js"></script>',
  '/missing': '<h1>Missing</h1><img src="/not-there.png" alt="A picture">',
  '/nameless': '<h1>Nameless</h1><button type="button"></button>',
  '/pale': '<h1>Pale</h1><p class="pale">Who can read this?</p>',
  '/wide': '<h1>Wide</h1><p class="wide">Goes on and on</p>',
}
const style = '.pale { color: #bbb; background: #fff } .wide { width: 900px }'
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
const files: Record<string, [type: string, text: string]> = {
  '/broken.js': ['text/javascript', 'throw new Error("This went wrong")'],
  '/style.css': ['text/css', style],
  '/favicon.ico': ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
}

const server = createServer((request, response) => {
  const url = request.url ?? '/'
  const body = bodies[url]
  const [type, text] = body
    ? [
        'text/html; charset=utf-8',
        `<!doctype html><html lang="en"><title>Try</title><link rel="stylesheet" href="/style.css"><main>${body}</main></html>`,
      ]
    : (files[url] ?? [])
  response.writeHead(text === undefined ? 404 : 200, {
    'content-type': type ?? 'text/plain',
    'content-security-policy': policy,
  })
  response.end(text)
})

let browser: Browser
let url: string
beforeAll(async () => {
  browser = await launchBrowser()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await browser.close()
  server.close()
})

async function visitor(path: string): Promise<Person> {
  const person = await openPerson(browser, 'visitor', url)
  await person.page.goto(path, { waitUntil: 'networkidle' })
  return person
}

test('a page without a fault is taken as it is', async () => {
  const { page, complaints } = await visitor('/good')
  await expectNoSeriousFindings(page)
  await expectNoSidewaysScroll(page)
  expect(complaints()).toEqual([])
})

test.each([
  ['/inline', /Content Security Policy/],
  ['/broken', /This went wrong/],
  ['/missing', /not-there\.png answered 404/],
])('%s is complained about', async (path, words) => {
  const { complaints } = await visitor(path)
  expect(complaints()).toEqual([expect.stringMatching(words)])
})

test('what a story expects is no complaint', async () => {
  const person = await openPerson(browser, 'visitor', url)
  person.watch.expectAnswer({ status: 404, path: '/not-there.png' })
  await person.page.goto('/missing', { waitUntil: 'networkidle' })
  expect(person.complaints()).toEqual([])
})

test('a button without a name and text without contrast are findings, with their place', async () => {
  const nameless = await visitor('/nameless')
  expect(await seriousFindings(nameless.page)).toEqual([expect.stringMatching(/button-name.*at button/s)])
  const pale = await visitor('/pale')
  expect(await seriousFindings(pale.page)).toEqual([expect.stringMatching(/color-contrast.*at p/s)])
})

test('what sticks out of a small window is named', async () => {
  const { page } = await visitor('/wide')
  const named = expect.arrayContaining([expect.stringMatching(/p\.wide reaches to 9\d\d/)])
  expect(await sticksOut(page)).toEqual({ 360: named, 768: named })
})

test('letters are drawn with fonts that came with the browser, and none is missing', async () => {
  const { page } = await visitor('/good')
  // A letter without a font is drawn as wide as any other one without; these differ.
  const widths = (await page.evaluate(`['i', 'W', 'é', 'ñ', '€'].map((letter) => {
    const context = document.createElement('canvas').getContext('2d')
    context.font = '40px sans-serif'
    return context.measureText(letter).width
  })`)) as number[]
  expect(Math.min(...widths)).toBeGreaterThan(5)
  expect(new Set(widths).size).toBe(widths.length)
})
