// Plain JavaScript: it runs on the Node that started the script, before the project's own Node does.
import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { projectRoot } from './ensure-installed.mjs'

const inProject = (...parts) => path.join(projectRoot, ...parts)
const web = inProject('apps', 'web')
const dist = path.join(web, 'dist')
const stamp = path.join(dist, '.stamp')
const workshop = inProject('node_modules', '.cache', 'turnup-web')
const lock = path.join(workshop, 'lock')
const vite = inProject('node_modules', 'vite', 'bin', 'vite.js')
const precompress = inProject('apps', 'server', 'src', 'web', 'precompress.ts')
/** What the pages are made of; anything else may change without a new build. */
const sources = [
  web,
  inProject('packages', 'contracts', 'src'),
  inProject('packages', 'domain', 'src'),
  inProject('package-lock.json'),
]
const notSources = /^(dist|node_modules|\..*|.*\.test\.tsx?)$/

const notInstalled =
  'The web pages are not built, and the packages that build them are not installed. Run "npm run build" where they are ' +
  '(npm ci --include=dev) and bring the folder apps/web/dist along.'

function* filesOf(place) {
  if (!existsSync(place)) return
  if (path.extname(place) === '.json') return yield place
  const entries = readdirSync(place, { withFileTypes: true }).sort((one, other) =>
    one.name < other.name ? -1 : 1,
  )
  for (const entry of entries) {
    if (notSources.test(entry.name)) continue
    const inside = path.join(place, entry.name)
    if (entry.isDirectory()) yield* filesOf(inside)
    else yield inside
  }
}

/** One hash of names and contents: times of files say less after a git pull. */
function hashSources() {
  const hash = createHash('sha256')
  for (const place of sources)
    for (const file of filesOf(place)) {
      const content = readFileSync(file)
      hash.update(`${path.relative(projectRoot, file)} ${content.length}\n`).update(content)
    }
  return hash.digest('hex')
}

function isBuilt(wanted) {
  try {
    return readFileSync(stamp, 'utf8') === wanted
  } catch {
    return false
  }
}

/** Builds in a folder of its own; the pages that are served change all at once when it is moved into place. */
async function build(node, wanted) {
  const folder = path.join(workshop, randomBytes(4).toString('hex'))
  try {
    await runNode(node, [vite, 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'])
    await runNode(node, [precompress, folder])
    writeFileSync(path.join(folder, '.stamp'), wanted)
    const old = `${folder}-old`
    if (existsSync(dist)) renameSync(dist, old)
    renameSync(folder, dist)
    rmSync(old, { recursive: true, force: true })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function runNode(node, args) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' }
    const child = spawn(node, args, { cwd: web, stdio: ['ignore', 'pipe', 'pipe'], env })
    const said = []
    child.stdout.on('data', (chunk) => said.push(chunk))
    child.stderr.on('data', (chunk) => said.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      const text = Buffer.concat(said).toString('utf8').trim()
      if (code === 0) resolve()
      else reject(new Error(`The web pages could not be built:\n${text}`))
    })
  })
}

/** Takes the lock, unless a living process has it. */
function takeLock() {
  mkdirSync(workshop, { recursive: true })
  // Linked into place with the holder's id in it: nobody ever reads a lock that is not written yet.
  const mine = `${lock}-${process.pid}`
  writeFileSync(mine, String(process.pid))
  try {
    linkSync(mine, lock)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  } finally {
    rmSync(mine, { force: true })
  }
  if (!isAlive(holder())) rmSync(lock, { force: true })
  return false
}

function holder() {
  try {
    return Number(readFileSync(lock, 'utf8'))
  } catch {
    return undefined
  }
}

function isAlive(pid) {
  if (!pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/**
 * Builds the web pages into apps/web/dist when what they are made of has changed since; otherwise it only compares.
 * Processes that ask at once wait for one build.
 * @param node path of the Node that runs Vite
 * @param say is told once, when a build begins
 * @returns whether the pages were built now
 * @throws Error with Vite's own words when they cannot be built
 */
export async function ensureWebBuilt(node, say = (text) => process.stderr.write(`${text}\n`)) {
  for (;;) {
    const wanted = hashSources()
    if (isBuilt(wanted)) return false
    // An installation without the development packages serves the pages that it came with.
    if (!existsSync(vite) && existsSync(stamp)) return false
    if (!existsSync(vite)) throw new Error(notInstalled)
    if (!takeLock()) {
      await delay(200)
      continue
    }
    try {
      if (isBuilt(wanted)) return false
      say('Building the web pages…')
      await build(node, wanted)
      return true
    } finally {
      rmSync(lock, { force: true })
    }
  }
}
