import { Button } from '@mantine/core'
import { IconCreditCard } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { announce } from '../../../kit/announce.tsx'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { paymentMethodQuery } from '../../api/account.ts'
import { NoticeCard } from './notice-card.tsx'
import { useBillingPage } from './use-billing-page.ts'

/**
 * Whether checkout may open (R048, R051); undefined until that is known. Looks again whenever the person comes back to
 * this window.
 */
export function usePaymentMethod() {
  const query = useQuery(paymentMethodQuery)
  const { refetch } = query
  const hasPaymentMethod = query.data?.hasPaymentMethod
  useEffect(() => {
    // A window beside this one hides nothing, so the return from there shows in the focus alone.
    const look = () => void refetch({ cancelRefetch: false })
    if (hasPaymentMethod === false) window.addEventListener('focus', look)
    return () => window.removeEventListener('focus', look)
  }, [hasPaymentMethod, refetch])
  return { hasPaymentMethod, query }
}

/** Leads to the page of billing where a payment method is added (R050). Shows nothing once there is one. */
export function PaymentMethodPrompt({ order = 2 }: { order?: 2 | 3 }) {
  const t = useTranslations('account')
  const { hasPaymentMethod, query } = usePaymentMethod()
  const billing = useBillingPage()
  const [lookedInVain, setLookedInVain] = useState(false)
  useSayWhenFound(hasPaymentMethod)
  if (hasPaymentMethod !== false) return null
  const look = async () => {
    const { data } = await query.refetch({ cancelRefetch: false })
    setLookedInVain(data?.hasPaymentMethod === false)
    if (data?.hasPaymentMethod === false) announce(t('paymentNotSeen'))
  }
  return (
    <NoticeCard
      tone="attention"
      order={order}
      icon={<IconCreditCard size={22} />}
      title={t('paymentMissingTitle')}
      action={
        <>
          <Button
            onClick={() => billing.open({ destination: 'payment-methods' })}
            loading={billing.isPending}
          >
            {t('paymentAdd')}
          </Button>
          <Button variant="default" onClick={() => void look()} loading={query.isFetching}>
            {t('paymentLookAgain')}
          </Button>
        </>
      }
      below={billing.error ? <ErrorNotice error={billing.error} title={t('billingNotOpened')} /> : undefined}
    >
      {lookedInVain ? t('paymentNotSeen') : t('paymentMissingText')}
    </NoticeCard>
  )
}

/** To those who do not see that the prompt has gone. */
function useSayWhenFound(hasPaymentMethod: boolean | undefined): void {
  const t = useTranslations('account')
  const before = useRef(hasPaymentMethod)
  useEffect(() => {
    if (before.current === false && hasPaymentMethod) announce(t('paymentMethodFound'))
    before.current = hasPaymentMethod
  }, [hasPaymentMethod, t])
}
