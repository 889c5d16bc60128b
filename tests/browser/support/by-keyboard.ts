import type { Locator, Page } from 'playwright-core'

const mostStops = 150

/**
 * Presses Tab until the focus is on it, as somebody without a mouse does. @throws Error when Tab never gets there, or when
 * nothing on the screen shows that the focus is there
 */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const focused = target.and(page.locator(':focus'))
  for (let stop = 0; stop < mostStops; stop += 1) {
    if ((await focused.count()) > 0) return expectFocusShown(page)
    await page.keyboard.press(key)
  }
  throw new Error(`${key} never leads to ${target} on ${page.url()}`)
}

/** The mark may be on the element, or on what it stands in, as with a card that is a link. */
const isShown = `(() => {
  let element = document.activeElement
  for (let up = 0; element && up < 4; up += 1, element = element.parentElement) {
    for (const pseudo of [null, '::before', '::after']) {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element, pseudo)
      if (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) return true
      if (element.matches(':focus-within') && boxShadow !== 'none') return true
    }
  }
  // Fields change the colour of their border.
  return document.activeElement.matches('input:focus, select:focus, textarea:focus')
})()`

async function expectFocusShown(page: Page): Promise<void> {
  if (await page.evaluate(isShown)) return
  const where = await page.evaluate('document.activeElement.outerHTML.slice(0, 200)')
  throw new Error(`Nothing shows that the focus is on ${where}`)
}
