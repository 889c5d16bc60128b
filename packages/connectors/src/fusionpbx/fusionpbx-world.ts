import type { ConnectorDeps, Exchange } from '@turnup/domain'
import { createTestDatabase } from '../../../../tests/support/index.ts'
import { recordingDeps, serveSandbox } from '../contract/serve-sandbox.ts'
import type { SandboxContext } from '../sandbox-kit/index.ts'
import { createFusionPbxVoice, FusionPbxConfig, type FusionPbxVoice } from './index.ts'
import {
  createFusionPbxSandbox,
  type FusionPbxSandbox,
  sandboxDatabasePassword,
  sandboxSwitchPassword,
} from './sandbox/index.ts'
import type { Flags } from './sandbox/seed.ts'

export interface FusionPbxWorld {
  sandbox: FusionPbxSandbox
  context: SandboxContext
  origin: string
  exchanges: Exchange[]
  secrets: string[]
  connect(change?: Partial<FusionPbxConfig>, deps?: ConnectorDeps): FusionPbxVoice
  reset(): Promise<void>
  stop(): Promise<void>
}

/** The connector in front of its imitation, over the wire, on a real PostgreSQL. */
export async function startFusionPbx(flags: Flags = 'boolean'): Promise<FusionPbxWorld> {
  const database = await createTestDatabase()
  let sandbox: FusionPbxSandbox | undefined
  const served = await serveSandbox((context) => {
    sandbox = createFusionPbxSandbox(context, { databaseUrl: database.databaseUrl, flags })
    return sandbox
  })
  if (!sandbox) throw new Error('The sandbox was not made')
  const made = sandbox
  await made.listen?.({})
  const deps = recordingDeps()
  const connected: FusionPbxVoice[] = []
  return {
    sandbox: made,
    context: served.context,
    origin: served.origin,
    exchanges: deps.exchanges,
    secrets: [sandboxDatabasePassword, sandboxSwitchPassword],
    connect(change = {}, other = deps) {
      const config = FusionPbxConfig.parse({ ...made.connection(), timeoutMs: 10_000, ...change })
      const voice = createFusionPbxVoice(config, other)
      connected.push(voice)
      return voice
    },
    async reset() {
      made.reset()
      await made.settled()
      served.context.faults.clear()
      served.context.journal.clear()
      deps.exchanges.length = 0
    },
    async stop() {
      for (const voice of connected) voice.close()
      await made.dropDatabase()
      await served.close()
      await database.drop()
    },
  }
}
