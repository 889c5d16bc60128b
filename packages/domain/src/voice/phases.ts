import type { OrderState } from '../order/order-state.ts'
import type { OrderStep } from '../order/step.ts'
import { isSettled } from '../order/step-state.ts'
import { isCorrectionOpen, type PbxDetails } from './pbx-details.ts'

/** Where a PBX order stands, in the words of the provisioning queue (R185 to R190, R198, X29, X30). */
export const pbxPhases = [
  'pending',
  'correction-requested',
  'in-progress',
  'identity-confirmed',
  'documents-uploaded',
  'awaiting-provider',
  'provider-active',
  'completed',
  'failed',
  'blocked',
  'terminated',
  'cancelled',
] as const
export type PbxPhase = (typeof pbxPhases)[number]

export interface PhasePresentation {
  words: string
  /** Never the only carrier of the meaning: words and icon stand beside it. */
  colour: 'blue' | 'yellow' | 'green' | 'purple' | 'orange' | 'red' | 'gray'
  icon:
    | 'inbox'
    | 'pencil'
    | 'gear'
    | 'id-card'
    | 'upload'
    | 'hourglass'
    | 'check'
    | 'flag'
    | 'cross'
    | 'stop'
    | 'octagon'
    | 'dash'
}

/** The one table of badges (X30). */
export const phasePresentation: Record<PbxPhase, PhasePresentation> = {
  pending: { words: 'Pending', colour: 'blue', icon: 'inbox' },
  'correction-requested': { words: 'Correction requested', colour: 'purple', icon: 'pencil' },
  'in-progress': { words: 'In progress', colour: 'yellow', icon: 'gear' },
  'identity-confirmed': { words: 'Identity confirmed, papers due', colour: 'green', icon: 'id-card' },
  'documents-uploaded': { words: 'Papers uploaded', colour: 'purple', icon: 'upload' },
  'awaiting-provider': { words: 'Awaiting provider', colour: 'orange', icon: 'hourglass' },
  'provider-active': { words: 'Active at the provider', colour: 'green', icon: 'check' },
  completed: { words: 'Completed', colour: 'green', icon: 'flag' },
  failed: { words: 'Failed', colour: 'red', icon: 'cross' },
  blocked: { words: 'Blocked by the provider', colour: 'red', icon: 'stop' },
  terminated: { words: 'Terminated by the provider', colour: 'red', icon: 'octagon' },
  cancelled: { words: 'Cancelled', colour: 'gray', icon: 'dash' },
}

/** Steps by which the phases are told; the plan makes them under these keys. */
export const pbxKeys = {
  ensureTrunk: 'number.ensure-trunk',
  createTenant: 'voice.create-tenant',
  orderNumber: 'number.order',
  awaitActive: 'number.await-active',
  routeNumber: 'number.route',
  assignNumber: 'voice.assign-number',
  syncGateways: 'voice.sync-gateways',
  createIdentity: 'registration.create-identity',
  createAddress: 'registration.create-address',
  checkPapers: 'registration.check-papers',
  validate: 'registration.validate',
  requestVerification: 'registration.request-verification',
} as const

/** Codes with which watching a number ends badly (R189, R195). */
export const numberEndings = { blocked: 'NUMBER_BLOCKED', terminated: 'NUMBER_TERMINATED' } as const

type StepView = Pick<OrderStep, 'key' | 'state' | 'gateDecision' | 'error'>

/** The phase of a PBX order, by its state and its steps. Pure. */
export function pbxPhaseOf(
  order: { state: OrderState; pbx: Pick<PbxDetails, 'correction'> },
  steps: StepView[],
): PbxPhase {
  const { state } = order
  if (state === 'completed') return 'completed'
  if (state === 'cancelled' || state === 'rejected') return 'cancelled'
  if (isCorrectionOpen(order.pbx)) return 'correction-requested'
  if (state === 'held') return heldPhase(steps)
  if (state !== 'inProgress') return state === 'assessingCancellation' ? 'in-progress' : 'pending'
  return runningPhase(steps)
}

function heldPhase(steps: StepView[]): PbxPhase {
  const stuck = steps.filter((step) => step.state === 'failed').map((step) => step.error?.code)
  if (stuck.includes(numberEndings.terminated)) return 'terminated'
  return stuck.includes(numberEndings.blocked) ? 'blocked' : 'failed'
}

/** Only a regulated order has an identity; a standard one is simply in progress. */
function runningPhase(steps: StepView[]): PbxPhase {
  const find = (key: string) => steps.find((step) => step.key === key)
  const isDone = (key: string) => isSettled(find(key)?.state ?? 'waiting')
  if (!find(pbxKeys.createIdentity)) return 'in-progress'
  if (isDone(pbxKeys.awaitActive)) return 'provider-active'
  if (isDone(pbxKeys.requestVerification)) return 'awaiting-provider'
  const arePapersIn = [pbxKeys.checkPapers, pbxKeys.validate].some((key) => find(key)?.gateDecision?.accepted)
  if (arePapersIn || isDone(pbxKeys.validate)) return 'documents-uploaded'
  return isDone(pbxKeys.createAddress) ? 'identity-confirmed' : 'in-progress'
}
