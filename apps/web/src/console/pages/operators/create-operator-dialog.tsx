import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import type { OperatorRoleName, OperatorWithPasswordBody } from '@turnup/contracts'
import { announce } from '../../../kit/announce.tsx'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { focusFirstError } from '../../../kit/focus-first-error.ts'
import { useAction } from '../../../kit/use-action.ts'
import { useFormErrors } from '../../../kit/use-form-errors.ts'
import { createOperator, operatorsQuery } from '../../api/operators.ts'
import { RoleChoice } from './role-choice.tsx'

export interface CreateOperatorDialogProps {
  opened: boolean
  onClose(): void
  onCreated(created: OperatorWithPasswordBody): void
}

export function CreateOperatorDialog({ opened, onClose, onCreated }: CreateOperatorDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Let somebody into the console"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <CreateForm onClose={onClose} onCreated={onCreated} />
    </Modal>
  )
}

interface Values {
  name: string
  email: string
  role: OperatorRoleName
}

function CreateForm({ onClose, onCreated }: Omit<CreateOperatorDialogProps, 'opened'>) {
  const queryClient = useQueryClient()
  const form = useForm<Values>({
    initialValues: { name: '', email: '', role: 'operator' },
    validate: {
      name: (name) => (name.trim() === '' ? 'Write the name by which colleagues know them.' : null),
      email: (email) => (/^\S+@\S+$/.test(email.trim()) ? null : 'Write an e-mail address.'),
    },
  })
  const creating = useAction(createOperator, {
    onSuccess: (created) => {
      void queryClient.invalidateQueries({ queryKey: operatorsQuery.queryKey })
      announce(`${created.operator.name} may sign in. The one-time password is shown.`)
      onCreated(created)
    },
  })
  const trouble = useFormErrors(form, creating.error)
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(({ name, email, role }) => {
        creating.run({ name: name.trim(), email: email.trim(), role })
      }, focusFirstError(form))}
    >
      <Stack>
        <TextInput
          label="Name"
          required
          data-autofocus
          autoComplete="off"
          maxLength={120}
          {...form.getInputProps('name')}
        />
        <TextInput
          label="E-mail address"
          description="They sign in with it."
          type="email"
          required
          autoComplete="off"
          {...form.getInputProps('email')}
        />
        <RoleChoice value={form.values.role} onChange={(role) => form.setFieldValue('role', role)} />
        {trouble !== undefined && <ErrorNotice error={trouble} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={creating.isPending}>
            Make a one-time password
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
