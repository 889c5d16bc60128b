import type { TestProject } from 'vitest/node'
import { ensureWebBuilt } from '../../scripts/ensure-web-built.mjs'
import { setup as startSharedServices } from '../support/shared-services.ts'
import { ensureChromium } from './support/chromium-folder.ts'

/** What the stories in the browser share: the built pages, the unpacked browser, one PostgreSQL and one engine. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await Promise.all([ensureWebBuilt(process.execPath), ensureChromium()])
  return startSharedServices(project)
}
