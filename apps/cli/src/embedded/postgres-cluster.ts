import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import path from 'node:path'
import { type Account, canReach } from './postgres-account.ts'
import { openFolder } from './postgres-program.ts'

export interface Cluster {
  folder: string
  passwordFile: string
}

/** The folder that holds cluster and password, owned by the account that runs PostgreSQL. */
function prepareHome(home: string, account: Account | undefined): void {
  mkdirSync(home, { recursive: true, mode: 0o700 })
  chmodSync(home, 0o700)
  if (account) chownSync(home, account.uid, account.gid)
}

/** Where the data lies: in the data folder, or behind a link in it when PostgreSQL's account cannot get there. */
function findHome(dataDir: string, account: Account | undefined): string {
  const wanted = path.join(dataDir, 'postgres')
  if (existsSync(wanted)) return realpathSync(wanted)
  mkdirSync(dataDir, { recursive: true })
  // The account must pass through to its own folder; everything else inside is closed by itself.
  if (account && statSync(dataDir).uid === process.getuid?.()) chmodSync(dataDir, 0o711)
  if (canReach(dataDir, account)) return wanted
  const name = createHash('sha256')
    .update(`${realpathSync(dataDir)} ${Date.now()}`)
    .digest('hex')
    .slice(0, 12)
  const elsewhere = path.join(openFolder, name)
  mkdirSync(openFolder, { recursive: true, mode: 0o755 })
  prepareHome(elsewhere, account)
  // A link whose target somebody has removed would be in the way.
  rmSync(wanted, { force: true })
  symlinkSync(elsewhere, wanted)
  return elsewhere
}

/**
 * Finds the cluster of a data folder, or has it made. It is made under another name and renamed when it is whole, so
 * that a start which was cut off leaves nothing half done.
 */
export async function openCluster(
  dataDir: string,
  account: Account | undefined,
  make: (folder: string, passwordFile: string) => Promise<void>,
): Promise<Cluster> {
  prepareHome(findHome(dataDir, account), account)
  // One true name, by which a server of an earlier run is recognised.
  const home = realpathSync(path.join(dataDir, 'postgres'))
  const folder = path.join(home, 'cluster')
  const passwordFile = path.join(home, 'password')
  if (!existsSync(folder)) {
    const unfinished = path.join(home, 'cluster.new')
    rmSync(unfinished, { recursive: true, force: true })
    await make(unfinished, passwordFile)
    renameSync(unfinished, folder)
  }
  return { folder, passwordFile }
}
