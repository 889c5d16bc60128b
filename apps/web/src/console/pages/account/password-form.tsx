import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { passwordProblem, shortestPassword } from '@turnup/contracts/password-rules'
import { announce } from '../../../kit/announce.tsx'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { focusFirstError } from '../../../kit/focus-first-error.ts'
import { useAction } from '../../../kit/use-action.ts'
import { useFormErrors } from '../../../kit/use-form-errors.ts'
import { changeOwnPassword, forgetSession } from '../../api/account.ts'

/** Changes the own password; every sign-in ends with it, so the sign-in page comes next. */
export function PasswordForm({ email }: { email: string }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '', again: '' },
    validate: {
      currentPassword: (password) => (password === '' ? 'Write the password you have now.' : null),
      newPassword: (password) => passwordProblem(password, { email }) ?? null,
      again: (again, { newPassword }) => (again === newPassword ? null : 'This is not the same as above.'),
    },
  })
  const changing = useAction(
    ({ currentPassword, newPassword }: typeof form.values) =>
      changeOwnPassword({ currentPassword, newPassword }),
    {
      onSuccess: async () => {
        // First, since the sign-in page sends away whoever is signed in.
        forgetSession(queryClient)
        announce('Your password is changed. Sign in with the new one.')
        await navigate({ to: '/sign-in', search: {} })
      },
    },
  )
  const trouble = useFormErrors(form, changing.error)
  return (
    <form noValidate onSubmit={form.onSubmit(changing.run, focusFirstError(form))}>
      <Stack>
        {/* Password managers keep the new password under this name. */}
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput
          label="Present password"
          required
          autoComplete="current-password"
          {...form.getInputProps('currentPassword')}
        />
        <PasswordInput
          label="New password"
          description={`At least ${shortestPassword} characters; a few words in a row are easy to remember.`}
          required
          autoComplete="new-password"
          {...form.getInputProps('newPassword')}
        />
        <PasswordInput
          label="New password again"
          required
          autoComplete="new-password"
          {...form.getInputProps('again')}
        />
        {trouble !== undefined && <ErrorNotice error={trouble} />}
        <Text size="sm" c="dimmed">
          You are signed out everywhere, here too, and sign in again with the new password.
        </Text>
        <Group>
          <Button type="submit" loading={changing.isPending}>
            Change the password
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
