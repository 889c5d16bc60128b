import type { ConnectorDeps, Exchange, NumberProvider } from '@turnup/domain'
import { recordingDeps, serveSandbox } from '../contract/serve-sandbox.ts'
import type { SandboxContext } from '../sandbox-kit/index.ts'
import { createVoipMsNumbers, VoipMsConfig } from './index.ts'
import {
  createVoipMsSandbox,
  sandboxVoipMsCredentials,
  type VoipMsSandbox,
  type VoipMsSandboxOptions,
} from './sandbox/index.ts'

export interface VoipMsWorld {
  sandbox: VoipMsSandbox
  context: SandboxContext
  origin: string
  exchanges: Exchange[]
  secrets: string[]
  connect(change?: Partial<VoipMsConfig>, deps?: ConnectorDeps): NumberProvider
  reset(): void
  stop(): Promise<void>
}

/** The connector in front of its imitation, over the wire. */
export async function startVoipMs(options: VoipMsSandboxOptions = {}): Promise<VoipMsWorld> {
  let sandbox: VoipMsSandbox | undefined
  const served = await serveSandbox((context) => {
    sandbox = createVoipMsSandbox(context, options)
    return sandbox
  })
  if (!sandbox) throw new Error('The sandbox was not made')
  const { context, origin } = served
  const deps = recordingDeps()
  const made = sandbox
  return {
    sandbox: made,
    context,
    origin,
    exchanges: deps.exchanges,
    secrets: [
      sandboxVoipMsCredentials.apiPassword,
      sandboxVoipMsCredentials.apiUsername,
      'sandbox-smpp-password',
    ],
    connect: (change = {}, other = deps) =>
      createVoipMsNumbers(
        VoipMsConfig.parse({
          url: `${origin}/voip-ms`,
          ...sandboxVoipMsCredentials,
          serverPop: '7',
          timeoutMs: 2_000,
          ...change,
        }),
        other,
      ),
    reset: () => {
      made.reset()
      context.faults.clear()
      context.journal.clear()
      deps.exchanges.length = 0
    },
    stop: () => served.close(),
  }
}
