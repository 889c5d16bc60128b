// Plain JavaScript for Node 20: this runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

export const projectRoot = path.resolve(import.meta.dirname, '..')
const modules = path.join(projectRoot, 'node_modules')

/** What npm wrote about a tree: its lock file, or the hidden copy inside node_modules. */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

/** True when every package that the lock file wants is there in that version. Times of files say less after a git pull. */
function isInstalled() {
  const wanted = readPackages(path.join(projectRoot, 'package-lock.json'))
  const present = readPackages(path.join(modules, '.package-lock.json'))
  if (!wanted || !present) return false
  const production = process.env.NODE_ENV === 'production'
  return Object.entries(wanted).every(([where, { version, link, optional, peer, dev }]) => {
    if (!where.includes('node_modules/') || link || optional || peer || (dev && production)) return true
    return present[where]?.version === version
  })
}

function npmCommand() {
  const fromNpm = process.env.npm_execpath
  return fromNpm && /npm-cli\.[cm]?js$/.test(fromNpm)
    ? { command: process.execPath, first: [fromNpm], shell: false }
    : { command: 'npm', first: [], shell: process.platform === 'win32' }
}

/** Runs npm quietly and answers with its exit code and all it said. */
function runNpm(args) {
  const { command, first, shell } = npmCommand()
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  return new Promise((resolve, reject) => {
    const npm = spawn(command, [...first, ...args, ...quiet], {
      cwd: projectRoot,
      shell,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const said = []
    npm.stdout.on('data', (chunk) => said.push(chunk))
    npm.stderr.on('data', (chunk) => said.push(chunk))
    npm.on('error', reject)
    npm.on('close', (code) => resolve({ code, said: Buffer.concat(said).toString('utf8').trim() }))
  })
}

async function install() {
  const startedAt = Date.now()
  process.stderr.write('Installing packages (only when they are missing or changed; about a minute) ... ')
  let { code, said } = await runNpm(['ci'])
  // npm may leave packages of other platforms out of the lock file and then refuse the file for that.
  if (code !== 0 && said.includes('EUSAGE')) ({ code, said } = await runNpm(['install', '--no-save']))
  const seconds = Math.round((Date.now() - startedAt) / 1000)
  process.stderr.write(code === 0 ? `done in ${seconds} s\n` : 'failed\n')
  if (code !== 0) throw new Error(`npm could not install the packages:\n${said}`)
}

/** The Node that runs Turnup: npm's own when it is there, else this one if it is new enough. */
function findNode() {
  const packaged = path.join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(packaged)) return packaged
  return Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : undefined
}

/**
 * Installs what is missing and answers with the path of a Node 24.
 * @throws Error with npm's own words when the installation failed
 */
export async function ensureInstalled() {
  if (!isInstalled()) await install()
  // Where npm is told not to run install scripts, the package `node` has not fetched its binary yet.
  const fetchNode = path.join(modules, 'node', 'installArchSpecificPackage.js')
  if (!findNode() && existsSync(fetchNode))
    spawnSync(process.execPath, [fetchNode], { cwd: path.dirname(fetchNode) })
  const node = findNode()
  if (node) return node
  throw new Error(
    'Node 24 could not be installed through npm for this machine. Install Node 24 or newer and try again.',
  )
}
