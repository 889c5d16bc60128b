import { Box } from '@mantine/core'
import { useNetwork } from '@mantine/hooks'
import { useTranslations } from 'use-intl'

/** One line across the top while the device has no network. */
export function OfflineBanner() {
  const { online } = useNetwork()
  const t = useTranslations('kit')
  if (online) return null
  return (
    <Box
      role="alert"
      bg="ember.8"
      c="white"
      px="md"
      py={6}
      ta="center"
      fz="sm"
      pos="sticky"
      top={0}
      style={{ zIndex: 400 }}
    >
      {t('offline')}
    </Box>
  )
}
