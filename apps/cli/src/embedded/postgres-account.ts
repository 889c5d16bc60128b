import { execFileSync } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import path from 'node:path'

export interface Account {
  uid: number
  gid: number
}

function lookUp(name: string): Account | undefined {
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }))
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    return undefined
  }
}

/**
 * PostgreSQL refuses to run as root, so root lends it the account `postgres` where there is one and `nobody`
 * otherwise; no account is created. Everybody else runs it as themselves.
 * @throws Error when this is root and the machine has neither account
 */
export function postgresAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const account = lookUp('postgres') ?? lookUp('nobody')
  if (account) return account
  throw new Error(
    'PostgreSQL does not run as root, and this machine has neither an account "postgres" nor "nobody". ' +
      'Start Turnup as another user, or set DATABASE_URL to a database of your own.',
  )
}

/** Whether the account may pass through every folder on the way to `target` and read it. */
export function canReach(target: string, account: Account | undefined): boolean {
  if (!account) return isReadable(target)
  const parts = path.resolve(target).split(path.sep)
  return parts.every((_, index) => {
    const { mode, uid, gid } = statSync(parts.slice(0, index + 1).join(path.sep) || path.sep)
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    return (mode & bit) !== 0
  })
}

function isReadable(target: string): boolean {
  try {
    accessSync(target, constants.R_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}
