import { Button, Code, CopyButton, Group, List, Modal, Stack, Text, Title } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { announce } from '../../../kit/announce.tsx'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { PendingPage } from '../../../kit/pending-page.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { useFocusBack } from '../../../kit/use-focus-back.ts'
import { readEsimActivation } from '../../api/services.ts'
import { QrCode } from './qr-code.tsx'
import type { ServiceDialogProps } from './subscription-actions.tsx'

/**
 * The activation code as a QR code and as text, while the dialog is open and no longer: it is kept in no cache and gone
 * with the dialog (R110).
 */
export default function EsimCodeDialog({ subscription, onClose }: ServiceDialogProps) {
  const t = useTranslations('services')
  useFocusBack()
  const kit = useTranslations('kit')
  const [code, setCode] = useState<string>()
  const reading = useAction<void, void>(async () => {
    setCode((await readEsimActivation(subscription.id)).activationCode)
  })
  const { run } = reading
  useEffect(() => run(), [run])
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('codeTitle')}
      closeButtonProps={{ 'aria-label': kit('close') }}
    >
      {reading.error && (
        <ErrorNotice
          error={reading.error}
          title={t('codeNotShown')}
          onRetry={() => run()}
          retrying={reading.isPending}
        />
      )}
      {!code && reading.isPending && <PendingPage />}
      {code && (
        <Stack>
          <Group align="flex-start" gap="lg">
            <QrCode text={code} label={t('codePicture', { service: subscription.name })} />
            <Stack flex="1 1 240px" gap="xs">
              <Title order={3} size="h5">
                {t('howTo')}
              </Title>
              <List type="ordered" spacing={4} size="sm">
                <List.Item>{t('howToWifi')}</List.Item>
                <List.Item>{t('howToIphone')}</List.Item>
                <List.Item>{t('howToAndroid')}</List.Item>
                <List.Item>{t('howToScan')}</List.Item>
              </List>
            </Stack>
          </Group>
          <Stack gap={6}>
            <Text size="sm">{t('codeByHand')}</Text>
            <Group gap="xs" wrap="nowrap" align="flex-start">
              <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap', flex: 1 }}>
                {code}
              </Code>
              <CopyButton value={code}>
                {({ copied, copy }) => (
                  <Button
                    variant="default"
                    onClick={() => {
                      copy()
                      announce(kit('copied'))
                    }}
                  >
                    {copied ? kit('copied') : kit('copy')}
                  </Button>
                )}
              </CopyButton>
            </Group>
          </Stack>
          <Text size="sm" c="dimmed">
            {t('codeSecret')}
          </Text>
        </Stack>
      )}
    </Modal>
  )
}
