import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import { isApiError } from '../api/api-error.ts'
import styles from './error-notice.module.css'
import { useErrorWords } from './use-error-words.ts'

export interface ErrorNoticeProps {
  error: unknown
  title?: string
  onRetry?: () => void
  retrying?: boolean
}

/** What went wrong, what to do, and the reference to name to customer service. */
export function ErrorNotice({ error, title, onRetry, retrying }: ErrorNoticeProps) {
  const t = useTranslations('kit')
  const words = useErrorWords()
  const known = isApiError(error) ? error : undefined
  return (
    <div role="alert" className={styles.notice}>
      <IconAlertTriangle size={22} aria-hidden />
      <div className={styles.body}>
        <span className={styles.title}>{title ?? t('failedTitle')}</span>
        <span>{words(error)}</span>
        {known?.retryAfterSeconds !== undefined && known.retryAfterSeconds > 0 && (
          <span>{t('tryLater', { seconds: known.retryAfterSeconds })}</span>
        )}
        {known?.correlationId && (
          <span className={styles.reference}>{t('reference', { id: known.correlationId })}</span>
        )}
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry} loading={retrying}>
            {t('retry')}
          </Button>
        )}
      </div>
    </div>
  )
}
