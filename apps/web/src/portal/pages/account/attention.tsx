import { Skeleton, Title } from '@mantine/core'
import { IconSunHigh } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import styles from './dashboard.module.css'
import { useMatters } from './use-matters.tsx'

/** What waits for the customer, the most urgent first; one system that is down hides only its own part. */
export function Attention() {
  const t = useTranslations('account')
  const { matters, isLoading, failed, retry, isRetrying } = useMatters()
  const allWell = matters.length === 0 && !isLoading && failed.length === 0
  return (
    <section className={styles.part} aria-labelledby="attention" aria-busy={isLoading}>
      <Title order={2} size="h3" id="attention">
        {t('attentionTitle')}
      </Title>
      {matters.length > 0 && (
        <ul className={styles.list}>
          {matters.map(({ key, card }) => (
            <li key={key}>{card}</li>
          ))}
        </ul>
      )}
      {isLoading && (
        <>
          <span className="visually-hidden">{t('attentionLooking')}</span>
          <Skeleton className={styles.loading} radius="lg" />
        </>
      )}
      {allWell && (
        <div className={styles.calm}>
          <IconSunHigh size={30} aria-hidden />
          <p>
            <strong>{t('allWellTitle')}</strong> {t('allWellText')}
          </p>
        </div>
      )}
      {failed.length > 0 && (
        <ErrorNotice
          error={failed[0]?.error}
          title={t('notLooked', { parts: failed.map(({ name }) => name).join(', ') })}
          onRetry={retry}
          retrying={isRetrying}
        />
      )}
    </section>
  )
}
