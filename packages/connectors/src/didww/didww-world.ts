import type { ConnectorDeps, Exchange, RegulatedNumberProvider } from '@turnup/domain'
import { recordingDeps, serveSandbox } from '../contract/serve-sandbox.ts'
import type { SandboxContext } from '../sandbox-kit/index.ts'
import { createDidwwNumbers, DidwwConfig } from './index.ts'
import {
  createDidwwSandbox,
  type DidwwSandbox,
  type DidwwSandboxOptions,
  sandboxDidwwKey,
} from './sandbox/index.ts'

export const callbackUrl = 'https://turnup.example/webhooks/numbers/didww'

export interface DidwwWorld {
  sandbox: DidwwSandbox
  context: SandboxContext
  origin: string
  exchanges: Exchange[]
  connect(change?: Record<string, unknown>, deps?: ConnectorDeps): RegulatedNumberProvider
  reset(): void
  stop(): Promise<void>
}

/** The connector in front of its imitation, over the wire. */
export async function startDidww(options: DidwwSandboxOptions = {}): Promise<DidwwWorld> {
  let sandbox: DidwwSandbox | undefined
  const served = await serveSandbox((context) => {
    sandbox = createDidwwSandbox(context, { rsaBits: 2048, ...options })
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
    connect: (change = {}, other = deps) =>
      createDidwwNumbers(
        DidwwConfig.parse({
          url: `${origin}/didww`,
          apiKey: sandboxDidwwKey,
          pbxHost: 'pbx.harbour-telecom.example',
          pbxAddresses: ['203.0.113.20', '203.0.113.21'],
          timeoutMs: 5_000,
          ...change,
        }),
        other,
      ),
    reset: () => {
      made.reset()
      context.faults.clear()
      context.journal.clear()
      context.clock.move(-context.clock.offsetMs)
      deps.exchanges.length = 0
    },
    stop: () => served.close(),
  }
}
