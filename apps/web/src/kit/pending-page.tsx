import { Skeleton, Stack } from '@mantine/core'
import { useTranslations } from 'use-intl'

/** While the code of a page is on its way. */
export function PendingPage() {
  const t = useTranslations('kit')
  return (
    <Stack gap="lg" aria-busy="true" py="md">
      <span className="visually-hidden">{t('loading')}</span>
      <Skeleton height={36} width="45%" />
      <Skeleton height={120} radius="lg" />
      <Skeleton height={120} radius="lg" />
    </Stack>
  )
}
