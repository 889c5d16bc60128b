import { Alert, Button, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import { isApiError } from '../api/api-error.ts'
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
    <Alert
      role="alert"
      color="red"
      icon={<IconAlertTriangle aria-hidden />}
      title={title ?? t('failedTitle')}
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{words(error)}</Text>
        {known?.retryAfterSeconds !== undefined && known.retryAfterSeconds > 0 && (
          <Text size="sm">{t('tryLater', { seconds: known.retryAfterSeconds })}</Text>
        )}
        {known?.correlationId && (
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {t('reference', { id: known.correlationId })}
          </Text>
        )}
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry} loading={retrying}>
            {t('retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}
