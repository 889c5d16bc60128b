import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { OperatorBody, OperatorWithPasswordBody } from '@turnup/contracts'
import { announce } from '../../../kit/announce.tsx'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { operatorsQuery, resetOperatorPassword } from '../../api/operators.ts'

export interface ResetPasswordDialogProps {
  operator: OperatorBody | undefined
  onClose(): void
  onDone(done: OperatorWithPasswordBody): void
}

export function ResetPasswordDialog({ operator, onClose, onDone }: ResetPasswordDialogProps) {
  return (
    <Modal
      opened={operator !== undefined}
      onClose={onClose}
      title="Give a new password?"
      size="md"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {operator && <ResetForm operator={operator} onClose={onClose} onDone={onDone} />}
    </Modal>
  )
}

function ResetForm({ operator, onClose, onDone }: ResetPasswordDialogProps & { operator: OperatorBody }) {
  const queryClient = useQueryClient()
  const resetting = useAction(() => resetOperatorPassword(operator.id), {
    onSuccess: (done) => {
      void queryClient.invalidateQueries({ queryKey: operatorsQuery.queryKey })
      announce('The one-time password is shown.')
      onDone(done)
    },
  })
  return (
    <Stack>
      <Text>
        <b>{operator.name}</b> is signed out everywhere, and the present password stops working. You get a
        password for one sign-in to pass on.
      </Text>
      {resetting.error && <ErrorNotice error={resetting.error} />}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          Leave it as it is
        </Button>
        <Button data-autofocus onClick={() => resetting.run(undefined)} loading={resetting.isPending}>
          Make a one-time password
        </Button>
      </Group>
    </Stack>
  )
}
