import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ConsoleMailBody } from '@turnup/contracts'
import { announce } from '../../../kit/announce.tsx'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { mailsKey, resendMail } from '../../api/mails.ts'
import { templateWords } from './mail-words.ts'

export interface ResendDialogProps {
  mail: ConsoleMailBody | undefined
  onClose(): void
}

/** Asks once more before a mail goes out again, since the recipient may see it twice. */
export function ResendDialog({ mail, onClose }: ResendDialogProps) {
  return (
    <Modal
      opened={mail !== undefined}
      onClose={onClose}
      title="Send this mail again?"
      size="md"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {mail && <ResendForm mail={mail} onClose={onClose} />}
    </Modal>
  )
}

function ResendForm({ mail, onClose }: { mail: ConsoleMailBody; onClose(): void }) {
  const queryClient = useQueryClient()
  const resend = useAction(resendMail, {
    onSuccess: async () => {
      announce(`Queued again for ${mail.to}.`)
      await queryClient.invalidateQueries({ queryKey: mailsKey })
      onClose()
    },
  })
  return (
    <Stack>
      <Text style={{ overflowWrap: 'anywhere' }}>
        “{templateWords[mail.template] ?? mail.template}” goes to <b>{mail.to}</b> once more, as the same
        message: a mailbox that has it already can tell that it is no second mail.
      </Text>
      {mail.lastError && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          The last try ended with: {mail.lastError}
        </Text>
      )}
      {resend.error && <ErrorNotice error={resend.error} />}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          Leave it
        </Button>
        <Button data-autofocus onClick={() => resend.run(mail.id)} loading={resend.isPending}>
          Send again
        </Button>
      </Group>
    </Stack>
  )
}
