import { Alert, Stack, Text } from '@mantine/core'
import { IconHelpHexagon } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import { isApiError } from '../../../api/api-error.ts'
import { TextLink } from '../../../kit/link.tsx'

/** No clear answer came. What that means, and that sending again is safe (R081). */
export function UnsureNotice({ error }: { error: unknown }) {
  const t = useTranslations('catalogue')
  const kit = useTranslations('kit')
  const known = isApiError(error) ? error : undefined
  return (
    <Alert role="alert" color="ember" icon={<IconHelpHexagon aria-hidden />} title={t('unsureTitle')}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t('unsureText')}</Text>
        <Text size="sm">
          {t('unsureChange')} <TextLink to="/orders">{t('unsureOrders')}</TextLink>
        </Text>
        {known?.retryAfterSeconds !== undefined && known.retryAfterSeconds > 0 && (
          <Text size="sm">{kit('tryLater', { seconds: known.retryAfterSeconds })}</Text>
        )}
        {known?.correlationId && (
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {kit('reference', { id: known.correlationId })}
          </Text>
        )}
      </Stack>
    </Alert>
  )
}
