import type { ProvisioningAction } from '@turnup/contracts'
import {
  isCorrectionOpen,
  isFinal,
  type OrderState,
  type OrderStep,
  type PbxDetails,
  pbxKeys,
} from '@turnup/domain'
import type { OperatorRole } from '@turnup/store'
import { hasRole } from '../operators/as-operator.ts'
import { orderActionsFor } from '../order-desk/allowed-actions.ts'
import { isResettable } from './reset-steps.ts'

/** Why the carrier would not sell the number that was chosen; another one may take its place. */
export const replaceableCodes: readonly string[] = [
  'NUMBER_TAKEN',
  'OFFER_UNKNOWN',
  'PLAN_NOT_OFFERED',
  'RESERVATION_EXPIRED',
]

interface ProvisioningView {
  state: OrderState
  kind: string
  crmOrderId?: string
  pbx: PbxDetails
  steps: OrderStep[]
}

/** What an operator of this role may do with a PBX order now; the verbs refuse the rest in the same way. */
export function provisioningActionsFor(order: ProvisioningView, role: OperatorRole): ProvisioningAction[] {
  if (!hasRole(role, 'operator')) return []
  const general = orderActionsFor(order, role)
  const isOpen = !isFinal(order.state) && order.state !== 'assessingCancellation'
  const mayAct = isOpen && !isCorrectionOpen(order.pbx)
  const isRegistered = order.pbx.registration !== undefined
  const { find, isDone } = lookup(order.steps)
  const may: Record<ProvisioningAction, boolean> = {
    fulfil: mayAct && general.includes('fulfil'),
    'read-registration': isOpen && isRegistered,
    'request-correction': isOpen && isRegistered && !isDone(pbxKeys.awaitActive),
    'upload-documents': isOpen && isRegistered && order.pbx.registration?.route !== 'portal-upload',
    'mark-documents-uploaded': mayAct && isAtGate(order.steps, 'documents'),
    'place-number-order': mayAct && isOpenGate(find(pbxKeys.orderNumber), order.steps),
    'check-now': isOpen && isWatched(order.steps),
    reset: mayAct && isResettable(order.steps),
    'sync-gateways': isDone(pbxKeys.createTenant) && order.state !== 'cancelled',
    'replace-number': mayAct && isReplaceable(find(pbxKeys.orderNumber)),
    'resend-claim': isDone('mail.send:pbx-welcome') && order.state !== 'cancelled',
    cancel: general.includes('cancel'),
  }
  return (Object.keys(may) as ProvisioningAction[]).filter((action) => may[action])
}

function lookup(steps: OrderStep[]) {
  const find = (key: string) => steps.find((step) => step.key === key)
  return { find, isDone: (key: string) => find(key)?.state === 'done' }
}

/** Reached and not answered. */
export function isOpenGate(step: OrderStep | undefined, steps: OrderStep[]): boolean {
  if (!step?.gate || step.gateDecision || step.state !== 'waiting') return false
  return step.needs.every((need) =>
    steps.some((other) => other.key === need && (other.state === 'done' || other.state === 'skipped')),
  )
}

function isAtGate(steps: OrderStep[], kind: string): boolean {
  return steps.some((step) => step.gate?.kind === kind && isOpenGate(step, steps))
}

export function isReplaceable(step: OrderStep | undefined): boolean {
  return step?.state === 'failed' && replaceableCodes.includes(step.error?.code ?? '')
}

/** Waiting for the outside, or ended badly there, which may have been mended since. */
export function isWatched(steps: OrderStep[]): boolean {
  return steps.some((step) => step.waiting || (step.key === pbxKeys.awaitActive && step.state === 'failed'))
}
