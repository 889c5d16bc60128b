import { IconPhoneCall } from '@tabler/icons-react'
import type { CatalogueItemBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { ButtonLink } from '../../../kit/link.tsx'
import { NoticeCard } from '../account/notice-card.tsx'
import styles from './order-form.module.css'
import { NotOrderable } from './order-form.tsx'
import { Price } from './price-of.tsx'

/** A phone system is not put into the basket: number, address and seats are chosen step by step. */
export function PbxWay({ item }: { item: CatalogueItemBody }) {
  const t = useTranslations('pbx')
  if (!item.orderable) return <NotOrderable item={item} />
  return (
    <div className={styles.form}>
      <Price price={item.price} cycle={item.billingCycle} size="lg" />
      <p className={styles.hint}>{t('shopText')}</p>
      <ButtonLink to="/pbx" search={{ product: item.sku }} size="lg" fullWidth>
        {t('shopStart')}
      </ButtonLink>
    </div>
  )
}

/** Above the products of this shelf: the way in for those who do not want to compare them first. */
export function PbxOffer() {
  const t = useTranslations('pbx')
  return (
    <NoticeCard
      order={3}
      icon={<IconPhoneCall size={22} />}
      title={t('shopTitle')}
      action={
        <ButtonLink to="/pbx" search={{}}>
          {t('shopStart')}
        </ButtonLink>
      }
    >
      {t('shopText')}
    </NoticeCard>
  )
}
