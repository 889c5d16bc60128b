import { type OrderStep, pbxPhaseOf } from '@turnup/domain'
import type { OrderHead } from '@turnup/store'

/** What the provisioning queue shows of the order; nothing where it has no PBX. */
export function phaseOf(head: OrderHead, steps: OrderStep[]): Pick<OrderHead, 'pbxPhase'> {
  return head.pbx ? { pbxPhase: pbxPhaseOf({ state: head.state, pbx: head.pbx }, steps) } : {}
}
