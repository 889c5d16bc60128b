import { expect, test } from 'vitest'
import { gzippedBytes, neededBy, readManifest, scriptsOfHtml } from './support/first-load.ts'

const budgetBytes = 150_000
const manifest = readManifest()
const entry = 'index.html'
const portalPages = Object.keys(manifest).filter((key) => key.startsWith('src/portal/pages/'))

/** All scripts that the browser fetches until the page stands. */
function scriptsOf(page: string): string[] {
  const chunks = [...neededBy(manifest, [entry, page])].map((key) => manifest[key]?.file ?? '')
  return [...new Set([...scriptsOfHtml(entry), ...chunks])].filter((file) => file.endsWith('.js'))
}

const inKilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`

test('the build knows the start pages of the portal', () => {
  expect(portalPages).toEqual(
    expect.arrayContaining([
      'src/portal/pages/account/dashboard-page.tsx',
      'src/portal/pages/account/sign-in-page.tsx',
    ]),
  )
})

test('whichever page of the portal comes first, it needs less than 150 kB of JavaScript gzipped', () => {
  const sizes = portalPages
    .map((page) => ({ page, bytes: gzippedBytes(scriptsOf(page)) }))
    .sort((one, other) => other.bytes - one.bytes)
  const start = sizes.find(({ page }) => page.endsWith('/dashboard-page.tsx'))
  const [largest] = sizes
  process.stdout.write(
    `First load of the portal: ${inKilobytes(start?.bytes ?? 0)} of JavaScript gzipped; ` +
      `largest page: ${inKilobytes(largest?.bytes ?? 0)} (${largest?.page})\n`,
  )
  expect(sizes.filter(({ bytes }) => bytes >= budgetBytes)).toEqual([])
})

test('nothing of the console is in what the portal loads', () => {
  const loaded = neededBy(manifest, [entry, ...portalPages])
  expect([...loaded].filter((key) => key.startsWith('src/console/') || key.startsWith('console/'))).toEqual(
    [],
  )
})
