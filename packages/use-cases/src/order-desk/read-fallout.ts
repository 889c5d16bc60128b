import type { FalloutBody, FalloutGroupBody } from '@turnup/contracts'
import { accept, type Outcome, redactText } from '@turnup/domain'
import { countFallout, type FalloutGroup, groupFallout } from '@turnup/store'
import type { Context } from '../context.ts'
import { asOperator } from '../operators/as-operator.ts'

type Fitting = FalloutGroupBody['repairs']

/** What fits a cause, best first. Everything else that the state table allows can still be done on the order's page. */
const fittingByKind: Record<string, Fitting> = {
  unavailable: ['retry', 'skip', 'cancel'],
  throttled: ['retry', 'skip', 'cancel'],
  // Somebody looks outside first: what is there is adopted, what is not is tried again (law 2).
  'outcome-unknown': ['adopt', 'retry', 'skip', 'cancel'],
  rejected: ['change-input', 'replace', 'retry', 'adopt', 'skip', 'cancel'],
  auth: ['resume-connector', 'retry', 'skip', 'cancel'],
  internal: ['change-input', 'retry', 'replace', 'skip', 'cancel'],
}

/** Everything that needs a person, grouped by cause, with what fits (R119, R199). */
export async function readFallout(ctx: Context): Promise<Outcome<FalloutBody>> {
  const asked = await asOperator(ctx, 'viewer')
  if (!asked.ok) return asked
  const now = ctx.clock.now()
  const [groups, orders] = await Promise.all([groupFallout(ctx.db), countFallout(ctx.db)])
  return accept({ groups: groups.map((group) => groupBody(group, now)), orders })
}

function groupBody(group: FalloutGroup, now: Date): FalloutGroupBody {
  const { code, kind, connector, action, orders, oldestAt, oldestMessage, samples } = group
  return {
    code,
    kind: kind ?? undefined,
    connector: connector ?? undefined,
    action: action ?? undefined,
    count: orders,
    oldestAt: oldestAt.toISOString(),
    oldestAgeSeconds: Math.max(0, Math.round((now.getTime() - oldestAt.getTime()) / 1000)),
    message: redactText(oldestMessage ?? code),
    samples: samples.map(({ orderId, crmOrderId, step }) => ({
      orderId,
      crmOrderId: crmOrderId ?? undefined,
      step: step ?? undefined,
    })),
    repairs:
      action === null ? ['fulfil', 'cancel'] : (fittingByKind[kind ?? 'internal'] ?? ['retry', 'skip']),
  }
}
