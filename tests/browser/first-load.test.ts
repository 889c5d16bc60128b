import { expect, test } from 'vitest'
import { gzippedBytes, neededBy, readManifest, scriptsOfHtml } from './support/first-load.ts'

/** What the first page of a visit may weigh. */
const budgetBytes = 150_000
/** Pages that people come to later bring more of their own, the wizard for a hosted PBX most; but not without limit. */
const laterBytes = 185_000
const manifest = readManifest()
const entry = 'index.html'
const portalPages = Object.keys(manifest).filter((key) => /^src\/portal\/pages\/.*-page\.tsx$/.test(key))
const startPages = ['dashboard', 'sign-in', 'sign-up'].map(
  (name) => `src/portal/pages/account/${name}-page.tsx`,
)

const signedOut = /\/(sign-in|sign-up|forgot-password|reset-password)-page\.tsx$/

/** All scripts that the browser fetches until the page stands, with the frame around it. */
function scriptsOf(page: string): string[] {
  const frame = `src/portal/shell/${signedOut.test(page) ? 'welcome' : 'portal'}-frame.tsx`
  const chunks = [...neededBy(manifest, [entry, frame, page])].map((key) => manifest[key]?.file ?? '')
  return [...new Set([...scriptsOfHtml(entry), ...chunks])].filter((file) => file.endsWith('.js'))
}

const inWords = ({ page, bytes }: { page: string; bytes: number }) =>
  `  ${(bytes / 1000).toFixed(1)} kB  ${page}\n`

const sizes = portalPages
  .map((page) => ({ page, bytes: gzippedBytes(scriptsOf(page)) }))
  .sort((one, other) => other.bytes - one.bytes)

test('the first load of the portal needs less than 150 kB of JavaScript gzipped', () => {
  const starts = sizes.filter(({ page }) => startPages.includes(page))
  expect(starts).toHaveLength(startPages.length)
  process.stdout.write(`First load of the portal, JavaScript gzipped:\n${starts.map(inWords).join('')}`)
  expect(starts.filter(({ bytes }) => bytes >= budgetBytes)).toEqual([])
})

test('no page of the portal needs much more than that, whichever it is', () => {
  process.stdout.write(`The largest pages:\n${sizes.slice(0, 3).map(inWords).join('')}`)
  expect(sizes.filter(({ bytes }) => bytes >= laterBytes)).toEqual([])
})

test('nothing of the console is in what the portal loads', () => {
  const loaded = neededBy(manifest, [entry, ...portalPages])
  expect([...loaded].filter((key) => key.startsWith('src/console/') || key.startsWith('console/'))).toEqual(
    [],
  )
})
