import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconCircleCheck, IconPlayerPlay } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import type { ConnectorChangedBody, ConnectorSettingsBody } from '@turnup/contracts'
import { useState } from 'react'
import { announce } from '../../../kit/announce.tsx'
import { connectorSettingsQuery } from '../../api/connectors.ts'
import { ChangeNotice, changeInWords } from './connector-actions.tsx'
import { connectorName } from './connector-words.ts'
import { ResumeDialog } from './resume-dialog.tsx'

export interface SavedNoticeProps {
  settings: ConnectorSettingsBody
  onClose(): void
}

/** Says that a change holds, and offers to resume a connector that rests. */
export function SavedNotice({ settings, onClose }: SavedNoticeProps) {
  const { id, paused } = settings
  const queryClient = useQueryClient()
  const [isAsked, setAsked] = useState(false)
  const [resumed, setResumed] = useState<ConnectorChangedBody>()
  if (resumed) return <ChangeNotice changed={resumed} onClose={onClose} />
  return (
    <Alert
      color="harbour"
      icon={<IconCircleCheck aria-hidden />}
      title="Saved"
      withCloseButton
      closeButtonLabel="Close this message"
      onClose={onClose}
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">In effect now; other server processes follow within a few seconds.</Text>
        {paused && (
          <Group gap="sm">
            <Text size="sm" fw={600}>
              {connectorName(id)} is still paused.
            </Text>
            <Button
              size="sm"
              leftSection={<IconPlayerPlay size={17} aria-hidden />}
              onClick={() => setAsked(true)}
            >
              Resume it now
            </Button>
          </Group>
        )}
      </Stack>
      <ResumeDialog
        id={id}
        opened={isAsked}
        onClose={() => setAsked(false)}
        onDone={(changed) => {
          setResumed(changed)
          setAsked(false)
          void queryClient.invalidateQueries({ queryKey: connectorSettingsQuery(id).queryKey })
          announce(changeInWords(changed))
        }}
      />
    </Alert>
  )
}
