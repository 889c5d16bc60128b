import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import type { ConsoleLoginRequest, SiteBody } from '@turnup/contracts'
import { passwordProblem } from '@turnup/contracts/password-rules'
import { useState } from 'react'
import { isApiError } from '../../../api/api-error.ts'
import { announce } from '../../../kit/announce.tsx'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { useFormErrors } from '../../../kit/use-form-errors.ts'
import { signIn } from '../../api/session.ts'
import { NewPasswordFields } from './new-password-fields.tsx'
import styles from './sign-in-page.module.css'

export interface SignInValues {
  email: string
  password: string
  newPassword: string
  repeated: string
}

/** E-mail address and password; a password for one use is replaced by one's own on the way. */
export function SignInForm({ site, onSignedIn }: { site: SiteBody; onSignedIn(): void }) {
  const queryClient = useQueryClient()
  const [isReplacing, setReplacing] = useState(false)
  const form = useForm<SignInValues>({
    initialValues: { email: '', password: '', newPassword: '', repeated: '' },
    validate: {
      email: (value) => (value.trim() === '' ? 'Write your e-mail address.' : null),
      password: (value) => (value === '' ? 'Write your password.' : null),
      newPassword: (value, { email }) => (isReplacing ? (passwordProblem(value, { email }) ?? null) : null),
      repeated: (value, { newPassword }) =>
        isReplacing && value !== newPassword ? 'The two passwords differ.' : null,
    },
  })
  const entering = useAction((body: ConsoleLoginRequest) => signIn(queryClient, body), {
    onSuccess: onSignedIn,
    onError: (error) => {
      if (!isPasswordChange(error)) return
      setReplacing(true)
      announce('Your password was for one use. Choose one of your own.')
    },
  })
  const error = isPasswordChange(entering.error) ? undefined : entering.error
  const rest = useFormErrors(form, error)
  const send = form.onSubmit(
    ({ email, password, newPassword }) =>
      entering.run({ email: email.trim(), password, ...(isReplacing ? { newPassword } : {}) }),
    (errors) => form.getInputNode(Object.keys(errors)[0] ?? 'email')?.focus(),
  )
  return (
    <Stack gap="lg">
      <form onSubmit={send} noValidate>
        <Stack gap="md">
          <TextInput
            {...form.getInputProps('email')}
            label="E-mail address"
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            readOnly={isReplacing}
          />
          <PasswordInput
            {...form.getInputProps('password')}
            label={isReplacing ? 'Password for one use' : 'Password'}
            autoComplete="current-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
          />
          {isReplacing && <NewPasswordFields form={form} />}
          {rest !== undefined && rest !== null && <ErrorNotice error={rest} />}
          <Button type="submit" size="md" loading={entering.isPending}>
            {isReplacing ? 'Set the password and sign in' : 'Sign in'}
          </Button>
        </Stack>
      </form>
      {site.demo && !isReplacing && (
        <div className={styles.demo}>
          <Text size="sm">
            This is a demonstration: sign in as {site.demo.operator.name}, who may do everything here.
          </Text>
          <Button
            variant="default"
            size="sm"
            mt="sm"
            onClick={() => {
              const { email, password } = site.demo?.operator ?? { email: '', password: '' }
              form.setValues({ email, password })
              entering.run({ email, password })
            }}
            disabled={entering.isPending}
          >
            Sign in as {site.demo.operator.name}
          </Button>
        </div>
      )}
    </Stack>
  )
}

function isPasswordChange(error: unknown): boolean {
  return isApiError(error) && error.code === 'PASSWORD_CHANGE_REQUIRED'
}
