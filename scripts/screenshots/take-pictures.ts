import path from 'node:path'
import type { Browser, BrowserContext } from 'playwright-core'
import { type Look, type PageOfApp, pathOf } from '../../tests/browser/pages.ts'
import type { Furnished } from '../../tests/browser/support/furnish.ts'
import { openPerson } from '../../tests/browser/support/person.ts'
import { settled } from '../../tests/browser/support/settled.ts'
import { administrator } from '../../tests/browser/support/sign-in.ts'
import { password } from '../../tests/stack/customer.ts'

export interface Studio {
  browser: Browser
  url: string
  world: Furnished
  /** The time that pages and server agree on. */
  now(): Date
  folder: string
}

/** A picture is as high as its page, within reason. */
const tallest = 1_200

/** Photographs one page in one look. @returns the file, and what went wrong in the page meanwhile */
export async function takePicture(
  studio: Studio,
  page: PageOfApp,
  look: Look,
): Promise<{ file: string; complaints: string[] }> {
  const { browser, url, world, now, folder } = studio
  const person = await openPerson(browser, page.name, url, { phone: look === 'phone', dark: look === 'dark' })
  try {
    await person.context.clock.install({ time: now() })
    if (page.who !== 'visitor') await signIn(person.context, page.app, world)
    await person.visit(pathOf(page, world))
    await settled(person.page)
    await page.act?.(person.page)
    await settled(person.page)
    const file = path.join(folder, `${page.name}${look === 'light' ? '' : `-${look}`}.png`)
    const { width, height } = person.page.viewportSize() ?? { width: 1280, height: 900 }
    const whole = Number(await person.page.evaluate('document.documentElement.scrollHeight'))
    await person.page.setViewportSize({ width, height: Math.max(height, Math.min(whole, tallest)) })
    await person.page.screenshot({ path: file, animations: 'disabled', scale: 'css' })
    return { file, complaints: person.complaints() }
  } finally {
    await person.context.close()
  }
}

async function signIn(context: BrowserContext, app: PageOfApp['app'], { ada }: Furnished): Promise<void> {
  const [door, who] =
    app === 'portal'
      ? ['/api/session', { email: ada.email, password }]
      : ['/api/console/session', { email: administrator.email, password: administrator.password }]
  const answer = await context.request.post(String(door), { data: who })
  if (!answer.ok()) throw new Error(`Signing in at ${door} answered ${answer.status()}.`)
}
