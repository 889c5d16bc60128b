import { Alert, Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import type { OperatorBody } from '@turnup/contracts'
import { announce } from '../../../kit/announce.tsx'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { focusFirstError } from '../../../kit/focus-first-error.ts'
import { useAction } from '../../../kit/use-action.ts'
import { useFormErrors } from '../../../kit/use-form-errors.ts'
import { changeOperator, operatorsQuery } from '../../api/operators.ts'
import { consoleSessionQuery } from '../../api/session.ts'
import { useOperator } from '../../api/use-operator.ts'
import { RoleChoice } from './role-choice.tsx'

export interface ChangeOperatorDialogProps {
  operator: OperatorBody | undefined
  onClose(): void
}

export function ChangeOperatorDialog({ operator, onClose }: ChangeOperatorDialogProps) {
  return (
    <Modal
      opened={operator !== undefined}
      onClose={onClose}
      title="Change name or role"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {operator && <ChangeForm key={operator.id} operator={operator} onClose={onClose} />}
    </Modal>
  )
}

function ChangeForm({ operator, onClose }: { operator: OperatorBody; onClose(): void }) {
  const me = useOperator()
  const queryClient = useQueryClient()
  const form = useForm({
    initialValues: { name: operator.name, role: operator.role, reason: '' },
    validate: { name: (name) => (name.trim() === '' ? 'Write a name.' : null) },
  })
  const changing = useAction(
    ({ name, role, reason }: typeof form.values) =>
      changeOperator(operator.id, {
        name: name.trim(),
        role,
        ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
      }),
    {
      onSuccess: async (changed) => {
        announce(`${changed.name} is changed.`)
        await queryClient.invalidateQueries({ queryKey: operatorsQuery.queryKey })
        // One's own name stands in the frame of the page; another role of one's own ends the session.
        if (operator.id === me.id)
          void queryClient.invalidateQueries({ queryKey: consoleSessionQuery.queryKey })
        onClose()
      },
    },
  )
  const trouble = useFormErrors(form, changing.error)
  const hasOtherRole = form.values.role !== operator.role
  return (
    <form noValidate onSubmit={form.onSubmit(changing.run, focusFirstError(form))}>
      <Stack>
        <Text c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {operator.email}
        </Text>
        <TextInput
          label="Name"
          required
          data-autofocus
          autoComplete="off"
          maxLength={120}
          {...form.getInputProps('name')}
        />
        <RoleChoice value={form.values.role} onChange={(role) => form.setFieldValue('role', role)} />
        <Textarea
          label="Reason, if you want to give one"
          description="Kept in the audit log."
          autosize
          minRows={2}
          maxLength={500}
          {...form.getInputProps('reason')}
        />
        {hasOtherRole && (
          <Alert color="ember" variant="light">
            {operator.id === me.id
              ? 'This is your own role: you are signed out at once, and sign in again with the new one.'
              : 'Another role signs them out everywhere; they sign in again with it.'}
          </Alert>
        )}
        {trouble !== undefined && <ErrorNotice error={trouble} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Leave it as it is
          </Button>
          <Button type="submit" loading={changing.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
