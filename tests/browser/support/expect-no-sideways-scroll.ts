import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** CSS pixels: the smallest phone, a tablet, a laptop, a large screen, 4K. */
export const allWidths = [360, 768, 1280, 1920, 3840]

const measure = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth <= clientWidth) return []
  return [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
    .slice(0, 5)
    .map((element) => {
      const right = Math.round(element.getBoundingClientRect().right)
      return element.tagName.toLowerCase() + '.' + element.className + ' reaches to ' + right + ' of ' + clientWidth
    })
    .concat('the page is ' + scrollWidth + ' wide')
})()`

/** What sticks out of windows of these widths, by width; the window is as before afterwards. */
export async function sticksOut(page: Page, widths: number[] = allWidths): Promise<Record<number, string[]>> {
  const before = page.viewportSize()
  const tooWide: Record<number, string[]> = {}
  for (const width of widths) {
    await page.setViewportSize({ width, height: before?.height ?? 900 })
    const found = (await page.evaluate(measure)) as string[]
    if (found.length > 0) tooWide[width] = found
  }
  if (before) await page.setViewportSize(before)
  return tooWide
}

/** The page as it is now fits into windows of all these widths. */
export async function expectNoSidewaysScroll(page: Page, widths?: number[]): Promise<void> {
  expect(await sticksOut(page, widths), `what sticks out of ${page.url()}`).toEqual({})
}
