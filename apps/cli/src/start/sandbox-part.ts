import path from 'node:path'
import { projectRoot } from '../installation/data-folder.ts'
import type { Part } from '../processes/supervise.ts'
import { answersOk } from '../processes/wait-until.ts'
import { type NodeProcess, nodePart } from './node-part.ts'

export interface SandboxPlan {
  dataDir: string
  port: number
  /** Where the server is going to listen. */
  serverUrl: string
  /** PostgreSQL of this installation, on which the imitated PBX makes a database of its own. */
  databaseUrl?: string
  webhook: { key: string; bearerToken: string }
  /** What every process needs from the machine. */
  env: Record<string, string>
}

export const sandboxMain = path.join(projectRoot, 'apps', 'sandbox', 'src', 'main.ts')

/** The outside systems as one process, calling our doors as the real ones would. */
export function sandboxPart({
  dataDir,
  port,
  serverUrl,
  databaseUrl,
  webhook,
  env,
}: SandboxPlan): Part<NodeProcess> {
  const url = `http://127.0.0.1:${port}`
  return nodePart({
    name: 'sandbox',
    dataDir,
    main: sandboxMain,
    env: {
      ...env,
      SANDBOX_PORT: String(port),
      SANDBOX_DATA_DIR: path.join(dataDir, 'sandbox'),
      SANDBOX_WEBHOOK_URL: `${serverUrl}/api`,
      SANDBOX_CALLBACK_URL: `${serverUrl}/api/es2plus/gsma/rsp2/es2plus/handleDownloadProgressInfo`,
      ...(databaseUrl ? { SANDBOX_DATABASE_URL: databaseUrl } : {}),
      SF_WEBHOOK_KEY: webhook.key,
      SF_WEBHOOK_BEARER_TOKEN: webhook.bearerToken,
    },
    probe: () => answersOk(`${url}/_sandbox/health`),
  })
}

/** The settings with which a server works against the sandbox, from the sandbox itself. */
export async function readSandboxSettings(url: string): Promise<Record<string, string>> {
  const response = await fetch(`${url}/_sandbox/settings`, { signal: AbortSignal.timeout(10_000) })
  if (!response.ok) throw new Error(`The sandbox at ${url} answers ${response.status}.`)
  return (await response.json()) as Record<string, string>
}
