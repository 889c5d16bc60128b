import { IconMapPin } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import type { BillingProfileBody } from '@turnup/contracts'
import { useFormatter, useTranslations } from 'use-intl'
import { ButtonLink } from '../../../kit/link.tsx'
import { billingProfileQuery } from '../../api/account.ts'
import { NoticeCard } from './notice-card.tsx'

/** Whether billing has the whole address (R044, R045); undefined until that is known. */
export function useAddressComplete() {
  const query = useQuery(billingProfileQuery)
  return { complete: query.data?.addressComplete, missing: query.data?.missing ?? [], query }
}

/** Asks for the address while it is not complete, and shows nothing otherwise. The form leads back to this page. */
export function AddressBanner({ order = 2 }: { order?: 2 | 3 }) {
  const t = useTranslations('account')
  const format = useFormatter()
  const next = useLocation({ select: ({ href }) => href })
  const { complete, missing } = useAddressComplete()
  const words = useAddressWords()
  if (complete !== false) return null
  return (
    <NoticeCard
      tone="attention"
      order={order}
      icon={<IconMapPin size={22} />}
      title={t('addressMissingTitle')}
      action={
        <ButtonLink to="/account/address" search={{ next }}>
          {t('addressComplete')}
        </ButtonLink>
      }
    >
      {missing.length === 5
        ? t('addressMissingAll')
        : t('addressMissingParts', { parts: format.list(missing.map((part) => words[part])) })}
    </NoticeCard>
  )
}

/** What the parts of an address are called, in the middle of a sentence. */
function useAddressWords(): Record<BillingProfileBody['missing'][number], string> {
  const t = useTranslations('account')
  return {
    street: t('partStreet'),
    city: t('partCity'),
    state: t('partState'),
    postalCode: t('partPostalCode'),
    country: t('partCountry'),
  }
}
