import type { SubscriptionBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { Money } from '../../../kit/money.tsx'

/** The words billing uses for how often a service is paid. */
const cycles = {
  monthly: 'perMonth',
  quarterly: 'perQuarter',
  'semi-annually': 'perHalfYear',
  semiannually: 'perHalfYear',
  annually: 'perYear',
  biennially: 'perTwoYears',
  triennially: 'perThreeYears',
} as const

/** What a subscription costs and how often; paid once or free has words of its own. */
export function SubscriptionPrice({
  subscription: { recurringAmount, billingCycle },
}: {
  subscription: Pick<SubscriptionBody, 'recurringAmount' | 'billingCycle'>
}) {
  const t = useTranslations('services')
  const word = billingCycle.trim().toLowerCase()
  const cycle = word in cycles ? cycles[word as keyof typeof cycles] : undefined
  if (!cycle) return <span>{word.startsWith('free') ? t('free') : t('paidOnce')}</span>
  return (
    <span>
      <Money value={recurringAmount} /> {t(cycle)}
    </span>
  )
}
