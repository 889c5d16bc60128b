import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { pages } from '../tests/browser/pages.ts'
import { furnish } from '../tests/browser/support/furnish.ts'
import { launchBrowser } from '../tests/browser/support/launch-browser.ts'
import { ensureWebBuilt } from './ensure-web-built.mjs'
import { takePicture } from './screenshots/take-pictures.ts'
import { startWorld } from './screenshots/world.ts'

const root = path.resolve(import.meta.dirname, '..')
const folder = path.join(root, 'docs/screenshots')
/** A Monday morning: the same days and hours in every picture, whenever it is taken. */
const startsAt = new Date('2026-03-02T08:40:00Z')

/** Photographs the pages that ask for it (tests/browser/pages.ts); names on the command line choose some of them. */
async function main(chosen: string[]): Promise<void> {
  await ensureWebBuilt(process.execPath)
  await mkdir(folder, { recursive: true })
  const { stack, clock, stop } = await startWorld(startsAt)
  const browser = await launchBrowser()
  try {
    const world = await furnish(stack, (ms) => stack.moveTime(ms))
    const studio = { browser, url: stack.server.url, world, now: () => clock.now(), folder }
    const taken = new Set<string>()
    for (const page of pages) {
      if (chosen.length > 0 && !chosen.some((name) => page.name.includes(name))) continue
      for (const look of page.pictures ?? []) {
        const { file, complaints } = await takePicture(studio, page, look)
        taken.add(path.basename(file))
        const kilobytes = Math.round((await stat(file)).size / 1000)
        process.stdout.write(`${path.relative(root, file)}  ${kilobytes} kB\n`)
        for (const complaint of complaints) process.stdout.write(`  ${complaint}\n`)
        if (complaints.length > 0) process.exitCode = 1
      }
    }
    if (chosen.length === 0) await removeOthers(taken)
  } finally {
    await browser.close()
    await stop()
  }
}

/** Pictures of pages that are no longer in the table. */
async function removeOthers(taken: Set<string>): Promise<void> {
  for (const name of await readdir(folder))
    if (name.endsWith('.png') && !taken.has(name)) await rm(path.join(folder, name))
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
