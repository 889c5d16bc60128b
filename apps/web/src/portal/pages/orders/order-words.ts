import type { OrderStatus, TimelineEventBody } from '@turnup/contracts'
import { useLocale, useTranslations } from 'use-intl'

const eventWords = {
  'order.placed': 'eventPlaced',
  'order.recorded': 'eventRecorded',
  'order.refused': 'eventRefused',
  'order.started': 'eventStarted',
  'order.resumed': 'eventResumed',
  'order.held': 'eventHeld',
  'order.completed': 'eventCompleted',
  'order.cancelling': 'eventCancelling',
  'order.cancelled': 'eventCancelled',
  'mail.sent': 'eventMail',
  'correction.asked': 'eventCorrectionAsked',
  'correction.submitted': 'eventCorrected',
  'claim.used': 'eventPasswordSet',
} as const

/** What happened, in the language of the page by its kind; in the server's words where they say more than the kind. */
export function useEventWords(): (event: TimelineEventBody) => string {
  const t = useTranslations('orders')
  const locale = useLocale()
  return ({ kind, text }) => {
    const key = eventWords[kind as keyof typeof eventWords]
    if (key) return t(key)
    return kind === 'esim.progress' && locale !== 'en' ? t('eventEsim') : text
  }
}

/** An order in a few words, by what is in it. */
export function useOrderName(): (items: { name: string; quantity: number }[]) => string {
  const t = useTranslations('orders')
  return (items) => {
    const [first, ...others] = items
    if (!first) return t('order')
    const name = first.quantity > 1 ? `${first.quantity} × ${first.name}` : first.name
    return others.length === 0 ? name : t('nameAndMore', { name, count: others.length })
  }
}

/** Nothing more happens with it by itself. */
export function isOver(status: OrderStatus): boolean {
  return status === 'Provisioned' || status === 'Cancelled'
}
