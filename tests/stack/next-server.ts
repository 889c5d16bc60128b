import { redriveOpenOrders } from '@turnup/use-cases'
import { createApiClient } from './portal-client.ts'
import type { Stack } from './start-stack.ts'

/** Goes on with another server on the same database and engine; the one before may be stopped already. */
export async function withNextServer(stack: Stack, environment: Record<string, string> = {}): Promise<Stack> {
  const server = await stack.startAnother(environment)
  const context = {
    ...server.services,
    actor: { kind: 'system' as const, id: 'story' },
    correlationId: 'story',
  }
  return {
    ...stack,
    server,
    api: createApiClient(server.url),
    async moveTime(ms) {
      stack.clock.move(ms)
      stack.sandbox.context.clock.move(ms)
      await redriveOpenOrders(context)
    },
  }
}
