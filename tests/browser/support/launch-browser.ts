import { type Browser, chromium } from 'playwright-core'
import { ensureChromium } from './chromium-folder.ts'

/** Starts the browser that comes from npm, without a window. Its pages get all of a real browser's protection. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = await ensureChromium()
  return chromium.launch({
    executablePath,
    env,
    // Letters as wide here as elsewhere; shared memory of containers is too small for a browser.
    args: ['--font-render-hinting=none', '--disable-dev-shm-usage', '--disable-gpu'],
  })
}
