import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { type PageWatch, watchPage } from './watch-page.ts'

export interface PersonOptions {
  width?: number
  height?: number
  /** A phone: touch, and no hovering. */
  phone?: boolean
  dark?: boolean
  locale?: string
}

/** Somebody with a browser of their own: own cookies, own window. */
export interface Person {
  name: string
  page: Page
  context: BrowserContext
  watch: PageWatch
  /** Opens an address of the product in this person's window; "/orders" for example. */
  visit(path: string): Promise<void>
  /** Another tab of the same browser, watched too. */
  openTab(path: string): Promise<Page>
  complaints(): string[]
}

const desk = { width: 1280, height: 900 }
const handheld = { width: 360, height: 740 }

/** Opens a browser window for one person. */
export async function openPerson(
  browser: Browser,
  name: string,
  baseUrl: string,
  { width, height, phone = false, dark = false, locale = 'en-GB' }: PersonOptions = {},
): Promise<Person> {
  const size = phone ? handheld : desk
  const options: BrowserContextOptions = {
    baseURL: baseUrl,
    viewport: { width: width ?? size.width, height: height ?? size.height },
    colorScheme: dark ? 'dark' : 'light',
    locale,
    timezoneId: 'Europe/Madrid',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
    ...(phone ? { isMobile: true, hasTouch: true, deviceScaleFactor: 2 } : {}),
  }
  const context = await browser.newContext(options)
  context.setDefaultTimeout(10_000)
  const watches = new Map<Page, PageWatch>()
  // Tabs that a page opens by itself are watched as well.
  context.on('page', (opened) => watches.set(opened, watches.get(opened) ?? watchPage(opened)))
  const page = await context.newPage()
  return {
    name,
    page,
    context,
    watch: watchOf(watches, page),
    async visit(path) {
      await page.goto(path)
    },
    async openTab(path) {
      const tab = await context.newPage()
      await tab.goto(path)
      return tab
    },
    complaints: () =>
      [...watches.values()].flatMap((one) => one.complaints()).map((text) => `${name}: ${text}`),
  }
}

function watchOf(watches: Map<Page, PageWatch>, page: Page): PageWatch {
  const watch = watches.get(page)
  if (!watch) throw new Error('The window is not watched.')
  return watch
}
