import type { ProvisioningAction, ProvisioningItemBody } from '@turnup/contracts'
import type { Phase } from './phase-badge.tsx'

type Item = Pick<ProvisioningItemBody, 'phase' | 'isRegulated' | 'allowedActions'>

/** What an operator wants first in each phase, best first. */
const wanted: Record<Phase, readonly ProvisioningAction[]> = {
  pending: ['fulfil'],
  'correction-requested': ['read-registration'],
  'in-progress': ['place-number-order', 'replace-number', 'sync-gateways', 'check-now'],
  'identity-confirmed': ['upload-documents', 'mark-documents-uploaded'],
  'documents-uploaded': ['place-number-order', 'check-now'],
  'awaiting-provider': ['check-now'],
  'provider-active': ['sync-gateways', 'check-now'],
  completed: ['resend-claim', 'sync-gateways'],
  failed: ['replace-number', 'reset', 'sync-gateways', 'fulfil'],
  blocked: ['reset', 'check-now'],
  terminated: ['reset', 'check-now'],
  cancelled: [],
}

/** The order of the others, from the ordinary to the grave. */
const order: readonly ProvisioningAction[] = [
  'read-registration',
  'request-correction',
  'upload-documents',
  'mark-documents-uploaded',
  'place-number-order',
  'replace-number',
  'fulfil',
  'check-now',
  'sync-gateways',
  'resend-claim',
  'reset',
  'cancel',
]

/** The action that is offered first (R197), and the others. A registration is read before it is submitted (R185). */
export function actionsOf(item: Item): { first?: ProvisioningAction; others: ProvisioningAction[] } {
  const preferred =
    item.isRegulated && item.phase === 'pending'
      ? (['read-registration', 'fulfil'] as const)
      : wanted[item.phase]
  const first = preferred.find((action) => item.allowedActions.includes(action))
  return {
    first,
    others: order.filter((action) => action !== first && item.allowedActions.includes(action)),
  }
}
