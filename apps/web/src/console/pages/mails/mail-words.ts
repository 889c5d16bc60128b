import { IconAlertTriangle, IconCircleCheck, IconClockHour4, IconRefresh } from '@tabler/icons-react'
import type { ConsoleMailBody } from '@turnup/contracts'
import type { StateLook } from '../../parts/tone-badge.tsx'

/** Every mail that Turnup sends, by the name of its template. */
export const templateWords: Record<string, string> = {
  welcome: 'Welcome',
  'password-reset': 'Password reset',
  'order-confirmation': 'Order confirmation',
  'order-provisioned': 'Service is live',
  'sim-activation': 'SIM is active',
  'esim-activation': 'eSIM is ready',
  'esim-reissued': 'eSIM issued again',
  'top-up-confirmed': 'Top-up confirmed',
  'cancellation-received': 'Cancellation received',
}

export const mailStateOptions = [
  { value: 'failed', label: 'Not delivered' },
  { value: 'queued', label: 'On the way' },
  { value: 'sent', label: 'Handed over' },
]

/** How far a mail got; "sent" means that the mail system took it, which is all that anybody can know. */
export function deliveryLook({
  state,
  attemptCount,
}: Pick<ConsoleMailBody, 'state' | 'attemptCount'>): StateLook {
  if (state === 'sent') return { words: 'Handed over', tone: 'good', icon: IconCircleCheck }
  if (state === 'failed') return { words: 'Not delivered', tone: 'bad', icon: IconAlertTriangle }
  return attemptCount === 0
    ? { words: 'On the way', tone: 'expected', icon: IconClockHour4 }
    : { words: 'Trying again', tone: 'attention', icon: IconRefresh }
}
