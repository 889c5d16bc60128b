import {
  IconBan,
  IconEye,
  IconFileCheck,
  IconFileUpload,
  IconMail,
  IconPencilQuestion,
  IconPhoneCheck,
  IconPhonePlus,
  IconPlayerPlay,
  IconRadar2,
  IconRefresh,
  IconRestore,
  type TablerIcon,
} from '@tabler/icons-react'
import type { GatewayStatusBody, ProvisioningAction, ProvisioningItemBody } from '@turnup/contracts'

type Item = Pick<ProvisioningItemBody, 'isRegulated' | 'phase'>

const labels: Record<Exclude<ProvisioningAction, 'fulfil'>, string> = {
  'read-registration': 'Regulatory details',
  'request-correction': 'Request a correction',
  'upload-documents': 'Upload papers',
  'mark-documents-uploaded': 'Mark docs uploaded',
  'place-number-order': 'Place order',
  'check-now': 'Check now',
  reset: 'Reset purchase',
  'sync-gateways': 'Sync',
  'replace-number': 'Choose another number',
  'resend-claim': 'Resend claim',
  cancel: 'Cancel the order',
}

/** A standard order is provisioned at once; a regulated one goes to the provider first (R180, R186). */
export function actionLabel(action: ProvisioningAction, { isRegulated, phase }: Item): string {
  if (action === 'fulfil') return startLabel(isRegulated, phase)
  return labels[action]
}

function startLabel(isRegulated: boolean, phase: Item['phase']): string {
  if (phase !== 'pending' && phase !== 'correction-requested') return 'Try again'
  return isRegulated ? 'Submit to provider' : 'Provision'
}

export const actionIcons: Record<ProvisioningAction, TablerIcon> = {
  fulfil: IconPlayerPlay,
  'read-registration': IconEye,
  'request-correction': IconPencilQuestion,
  'upload-documents': IconFileUpload,
  'mark-documents-uploaded': IconFileCheck,
  'place-number-order': IconPhoneCheck,
  'check-now': IconRadar2,
  reset: IconRestore,
  'sync-gateways': IconRefresh,
  'replace-number': IconPhonePlus,
  'resend-claim': IconMail,
  cancel: IconBan,
}

/** Actions that are done here; the others lead to a dialog of their own. */
export type HereAction = Extract<
  ProvisioningAction,
  'fulfil' | 'mark-documents-uploaded' | 'check-now' | 'reset' | 'sync-gateways' | 'resend-claim' | 'cancel'
>

export interface Question {
  title: string
  explains: string
  confirm: string
  isDangerous?: boolean
  isReasonOptional?: boolean
}

/** What is asked before; actions that are not here are done at once. */
export const questions: Partial<Record<HereAction, Question>> = {
  'mark-documents-uploaded': {
    title: 'Papers are in the provider’s portal?',
    explains:
      'Mark this once every paper that the provider asks for is uploaded there. The order then waits for you to place the number order.',
    confirm: 'Mark docs uploaded',
    isReasonOptional: true,
  },
  reset: {
    title: 'Reset the purchase?',
    explains:
      'The number is released and the purchase starts again at the papers. Corrected data goes along, and you place the number order anew.',
    confirm: 'Reset purchase',
    isDangerous: true,
  },
  cancel: {
    title: 'Cancel the order?',
    explains:
      'What was made outside is taken back, last step first: number, tenant, domain. An order past its point of no return is left as it is, and you will see why.',
    confirm: 'Cancel the order',
    isDangerous: true,
  },
}

const said: Record<Exclude<HereAction, 'sync-gateways' | 'fulfil'>, string> = {
  'mark-documents-uploaded': 'Marked. Next: place the number order.',
  'check-now': 'Asked the provider. The status follows here by itself.',
  reset: 'The purchase starts again at the papers.',
  'resend-claim': 'A new link is on its way by mail. The one before no longer works.',
  cancel: 'The order is being cancelled.',
}

/** What to say when it has worked. */
export function doneWords(action: HereAction, result: unknown, item: Item): string {
  if (action === 'sync-gateways') return gatewayWords(result as GatewayStatusBody | undefined)
  if (action === 'fulfil')
    return item.isRegulated
      ? 'Submitted. Identity and address are being made at the provider.'
      : 'Started. A standard order takes a few minutes.'
  return said[action]
}

type Gateway = GatewayStatusBody['gateways'][number]

const gatewayStatus: Record<Gateway['status'], string> = {
  registered: 'registered',
  trying: 'still trying to register',
  failed: 'not registered: the carrier refused',
  'not-registering': 'in place, it does not register by itself',
  absent: 'not there',
}

/** How the gateways of a tenant stand, in a sentence (R207). */
export function gatewayWords(status: GatewayStatusBody | undefined): string {
  const gateways = status?.gateways ?? []
  if (gateways.length === 0) return 'Asked FusionPBX: this tenant has no gateway yet.'
  return `Gateways: ${gateways
    .map(({ name, status: one, detail }) => `${name} ${gatewayStatus[one]}${detail ? ` (${detail})` : ''}`)
    .join('; ')}.`
}
