import { IconCircleX, IconHandStop, IconHourglass } from '@tabler/icons-react'
import type { OrderBody } from '@turnup/contracts'
import { useLocale, useTranslations } from 'use-intl'
import { ButtonLink } from '../../../kit/link.tsx'
import { NoticeCard } from '../account/notice-card.tsx'
import { PaymentMethodPrompt, usePaymentMethod } from '../account/payment-method-prompt.tsx'

/** What the customer should know about an order that does not simply go on: what to do, or that there is nothing to do. */
export function OrderNotice({ order }: { order: OrderBody }) {
  const t = useTranslations('orders')
  const { status, actionRequired, sfOrderId } = order
  if (status === 'Cancelled') {
    return (
      <NoticeCard icon={<IconCircleX size={22} />} title={t('cancelledTitle')}>
        {t('cancelledText')}
      </NoticeCard>
    )
  }
  // An order that is held for its customer is held for the payment; whatever else is asked comes with its own words.
  if (actionRequired && status === 'Failed') return <PaymentNeeded />
  if (actionRequired) return <Asked question={actionRequired} />
  if (status !== 'Failed') return null
  return (
    <NoticeCard tone="attention" icon={<IconHourglass size={22} />} title={t('failedTitle')}>
      {t('failedText', { id: sfOrderId })}
    </NoticeCard>
  )
}

function PaymentNeeded() {
  const t = useTranslations('orders')
  const { hasPaymentMethod } = usePaymentMethod()
  return (
    <>
      <NoticeCard
        tone="attention"
        icon={<IconHandStop size={22} />}
        title={t('paymentNeededTitle')}
        action={
          hasPaymentMethod ? (
            <ButtonLink to="/billing/invoices" variant="default">
              {t('toInvoices')}
            </ButtonLink>
          ) : undefined
        }
      >
        {hasPaymentMethod ? t('paymentThereText') : t('paymentNeededText')}
      </NoticeCard>
      <PaymentMethodPrompt order={3} />
    </>
  )
}

function Asked({ question }: { question: string }) {
  const t = useTranslations('orders')
  const locale = useLocale()
  return (
    <NoticeCard
      tone="attention"
      icon={<IconHandStop size={22} />}
      title={t('askedTitle')}
      action={<ButtonLink to="/support">{t('toSupport')}</ButtonLink>}
    >
      <span lang={locale === 'en' ? undefined : 'en'}>{question}</span>
    </NoticeCard>
  )
}
