import { Card, Stack, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { PortalLocale } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { ColorSchemeControl } from '../../../kit/color-scheme-control.tsx'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { changeMe } from '../../api/account.ts'
import { portalSessionQuery } from '../../api/session.ts'
import { LanguageControl } from '../../shell/language-control.tsx'

/** The language goes to the server too, because mails are written in it. */
export function PreferencesCard() {
  const t = useTranslations('account')
  const queryClient = useQueryClient()
  const change = useMutation({
    mutationFn: (locale: PortalLocale) => changeMe({ locale }),
    // One after the other, so that the last choice is the one that stays.
    scope: { id: 'language' },
    onSuccess: (user) =>
      queryClient.setQueryData(portalSessionQuery.queryKey, (session) => session && { ...session, user }),
  })
  return (
    <Card component="section" aria-labelledby="account-preferences">
      <Stack gap="md">
        <Title order={2} size="h4" id="account-preferences">
          {t('preferencesTitle')}
        </Title>
        <LanguageControl
          label={t('languageLabel')}
          description={t('languageHelp')}
          onChosen={change.mutate}
        />
        {change.error && <ErrorNotice error={change.error} title={t('languageNotSaved')} />}
        <ColorSchemeControl />
      </Stack>
    </Card>
  )
}
