import type { SubscriptionBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { FactList } from '../../../kit/fact-list.tsx'
import { TextLink } from '../../../kit/link.tsx'
import { Day } from '../../../kit/moment.tsx'
import { SubscriptionPrice } from './subscription-price.tsx'

export function SubscriptionFacts({ subscription }: { subscription: SubscriptionBody }) {
  const t = useTranslations('services')
  const { id, nextDueDate, registeredOn, maskedIccid, sfOrderId } = subscription
  return (
    <FactList
      facts={[
        { name: t('price'), value: <SubscriptionPrice subscription={subscription} /> },
        nextDueDate && { name: t('nextDue'), value: <Day on={nextDueDate} /> },
        registeredOn && { name: t('since'), value: <Day on={registeredOn} /> },
        maskedIccid && { name: t('cardNumber'), value: maskedIccid },
        sfOrderId && {
          name: t('order'),
          value: (
            <TextLink to="/orders/$sfOrderId" params={{ sfOrderId }}>
              {t('toOrder')}
            </TextLink>
          ),
        },
        { name: t('serviceNumber'), value: id },
      ]}
    />
  )
}
