import { Button, Title } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import type { OrderBody } from '@turnup/contracts'
import { useLocale, useTranslations } from 'use-intl'
import { FactList } from '../../../kit/fact-list.tsx'
import { countryName } from '../account/country-names.ts'
import { readable } from '../pbx/number-words.ts'
import styles from './order-page.module.css'

/** The server says the phase in its own words; these are known, any other is shown as it comes. */
const phaseWords = {
  Pending: 'phasePending',
  'Correction requested': 'phaseCorrection',
  'In progress': 'phaseInProgress',
  'Identity confirmed, papers due': 'phaseIdentity',
  'Papers uploaded': 'phasePapers',
  'Awaiting provider': 'phaseAwaiting',
  'Active at the provider': 'phaseProviderActive',
  Completed: 'phaseCompleted',
  Failed: 'phaseFailed',
  'Blocked by the provider': 'phaseBlocked',
  'Terminated by the provider': 'phaseTerminated',
  Cancelled: 'phaseCancelled',
} as const

/** The phone system of an order: its number, its address, how far it is, and where its admin signs in (R143). */
export function OrderPbx({ pbx }: { pbx: NonNullable<OrderBody['pbx']> }) {
  const t = useTranslations('pbx')
  const key = phaseWords[pbx.phase as keyof typeof phaseWords]
  const locale = useLocale()
  const { loginUrl } = pbx
  const place = pbx.place?.split(', ').map((part) => countryName(readable(part), locale))
  return (
    <section aria-labelledby="pbx-heading">
      <Title order={2} id="pbx-heading" className={styles.heading}>
        {t('orderTitle')}
      </Title>
      <FactList
        facts={[
          { name: t('orderStands'), value: key ? t(key) : pbx.phase },
          { name: t('number'), value: <span className="figures">{pbx.number}</span> },
          place && { name: t('location'), value: place.join(', ') },
          { name: t('company'), value: pbx.company },
          { name: t('orderAddress'), value: pbx.domain },
          {
            name: t('factExtensions'),
            value: (
              <span className="figures">{`${t('seatCount', { count: pbx.seats })} (${pbx.extensions})`}</span>
            ),
          },
          { name: t('username'), value: pbx.adminUsername },
        ]}
      />
      {loginUrl && /^https?:\/\//.test(loginUrl) ? (
        <Button
          component="a"
          href={loginUrl}
          target="_blank"
          rel="noreferrer"
          mt="md"
          rightSection={<IconExternalLink size={18} aria-hidden />}
        >
          {t('orderSignIn')}
        </Button>
      ) : (
        <p className={styles.after}>{t('orderNoChange')}</p>
      )}
    </section>
  )
}
