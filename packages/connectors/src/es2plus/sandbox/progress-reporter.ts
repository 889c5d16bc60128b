import { randomUUID } from 'node:crypto'
import type { SandboxContext } from '../../sandbox-kit/index.ts'
import { maskEs2Plus } from '../mask-es2plus.ts'
import { adminProtocol } from './dialect.ts'
import type { Profile } from './profile.ts'

const operation = 'handleDownloadProgressInfo'
const timeoutMs = 10_000

export interface ProgressReporter {
  /** Posts one notification per point to the operator, in this order unless a fault says otherwise. */
  report(profile: Profile, pointIds: number[]): Promise<void>
}

function notification(profile: Profile, notificationPointId: number, at: Date, requester: string): object {
  return {
    header: { functionRequesterIdentifier: requester, functionCallIdentifier: randomUUID() },
    ...(profile.eid ? { eid: profile.eid } : {}),
    iccid: profile.iccid,
    profileType: profile.profileType,
    timestamp: at.toISOString(),
    notificationPointId,
    notificationPointStatus: { status: 'Executed-Success' },
  }
}

async function post(url: string, body: object): Promise<string> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-admin-protocol': adminProtocol },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    })
    await response.body?.cancel()
    return `answered ${response.status}`
  } catch {
    return 'not delivered'
  }
}

/** The SM-DP+'s side of the reverse call. Faults: `duplicate-delivery`, `out-of-order`, `timeout-before-write` (lost). */
export function createProgressReporter(context: SandboxContext, requester: string): ProgressReporter {
  return {
    async report(profile, pointIds) {
      const { callbackUrl, clock, faults, journal } = context
      if (!callbackUrl || pointIds.length === 0) return
      const bodies = pointIds.map((point) => notification(profile, point, clock.now(), requester))
      const text = JSON.stringify(bodies.map(maskEs2Plus))
      const fault = faults.strike('es2plus', operation, text, [
        'duplicate-delivery',
        'out-of-order',
        'timeout-before-write',
      ])
      if (fault?.kind === 'out-of-order') bodies.reverse()
      const deliveries =
        fault?.kind === 'duplicate-delivery' ? bodies.flatMap((body) => [body, body]) : bodies
      for (const body of deliveries) {
        const outcome = fault?.kind === 'timeout-before-write' ? 'lost' : await post(callbackUrl, body)
        const entry = {
          system: 'es2plus',
          operation,
          effect: 'write' as const,
          request: maskEs2Plus(body),
          outcome,
        }
        journal.record({ ...entry, ...(fault ? { fault: fault.kind } : {}) }, clock.now())
      }
    },
  }
}
