import type { Policy } from '@turnup/domain'
import type { AnyAction } from '../action.ts'

/**
 * How long an attempt may take at most: its outside calls, and as long as one of them for everything before the first
 * is sent (writing the intent, looking, waiting for its turn).
 */
export function attemptMs(policy: Policy, action: AnyAction | undefined): number {
  return policy.callTimeoutMs * ((action?.calls ?? 1) + 1)
}

/** After this the effect may not be sent any more: it could outlast the attempt, which others may then give up. */
export function latestStart(policy: Policy, action: AnyAction, expiresAt: Date): Date {
  return new Date(expiresAt.getTime() - policy.callTimeoutMs * (action.calls ?? 1))
}
