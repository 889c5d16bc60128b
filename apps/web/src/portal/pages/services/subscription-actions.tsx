import { Button, Group, Text, Title } from '@mantine/core'
import { IconCalendarOff, IconQrcode, IconRefresh, IconWallet } from '@tabler/icons-react'
import type { SubscriptionBody } from '@turnup/contracts'
import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'

const dialogs = {
  code: lazy(() => import('./esim-code-dialog.tsx')),
  reissue: lazy(() => import('./reissue-dialog.tsx')),
  topUp: lazy(() => import('./top-up-dialog.tsx')),
  cancellation: lazy(() => import('./cancellation-dialog.tsx')),
}

export interface ServiceDialogProps {
  subscription: SubscriptionBody
  onClose: () => void
}

/** What may be done to a service now; the server says which (R113). */
export function SubscriptionActions({ subscription }: { subscription: SubscriptionBody }) {
  const t = useTranslations('services')
  const [open, setOpen] = useState<keyof typeof dialogs>()
  const { actions, category, status } = subscription
  const hasCode = category === 'esim' && (status === 'Active' || status === 'Pending')
  const Dialog = open && dialogs[open]
  if (actions.length === 0 && !hasCode) return <Text c="dimmed">{t('nothingToDo')}</Text>
  return (
    <section aria-labelledby="service-actions">
      <Title order={2} size="h4" mb="sm" id="service-actions">
        {t('actions')}
      </Title>
      <Group gap="sm">
        {hasCode && (
          <Button
            size="md"
            leftSection={<IconQrcode size={20} aria-hidden />}
            onClick={() => setOpen('code')}
          >
            {t('showCode')}
          </Button>
        )}
        {actions.includes('top-up') && (
          <Button
            size="md"
            variant={hasCode ? 'default' : 'filled'}
            leftSection={<IconWallet size={20} aria-hidden />}
            onClick={() => setOpen('topUp')}
          >
            {t('topUp')}
          </Button>
        )}
        {actions.includes('reissue-esim') && (
          <Button
            size="md"
            variant="default"
            leftSection={<IconRefresh size={20} aria-hidden />}
            onClick={() => setOpen('reissue')}
          >
            {t('reissue')}
          </Button>
        )}
        {actions.includes('request-cancellation') && (
          <Button
            size="md"
            variant="subtle"
            leftSection={<IconCalendarOff size={20} aria-hidden />}
            onClick={() => setOpen('cancellation')}
          >
            {t('cancel')}
          </Button>
        )}
      </Group>
      {Dialog && (
        <Suspense>
          <Dialog subscription={subscription} onClose={() => setOpen(undefined)} />
        </Suspense>
      )}
    </section>
  )
}
