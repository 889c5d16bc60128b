import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Against whom this installation works; its records mean nothing to the other kind. */
export type Mode = 'sandbox' | 'live'

export const projectRoot = path.resolve(import.meta.dirname, '../../../..')

/** Where an installation keeps everything, unless --data says otherwise. */
export function defaultDataDir(mode: Mode): string {
  return path.join(projectRoot, '.turnup', mode)
}

/**
 * Makes or opens a data folder.
 * @throws Error when the folder belongs to the other mode
 */
export function openDataFolder(dataDir: string, mode: Mode): void {
  // Open to pass through, because root lends PostgreSQL another account; what is inside is closed by itself.
  mkdirSync(path.join(dataDir, 'logs'), { recursive: true, mode: 0o711 })
  chmodSync(path.join(dataDir, 'logs'), 0o700)
  const file = path.join(dataDir, 'mode')
  const before = existsSync(file) ? readFileSync(file, 'utf8').trim() : mode
  if (before !== mode) {
    throw new Error(
      `${dataDir} was made ${before === 'live' ? 'with your own systems' : 'with the sandbox'}; name another folder with --data.`,
    )
  }
  writeFileSync(file, `${mode}\n`)
}

/** A secret that is made once and then always the same; only we may read its file. */
export function keptSecret(dataDir: string, name: string): string {
  const file = path.join(dataDir, `${name}.secret`)
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}
