import { Alert, PasswordInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { shortestPassword } from '@turnup/contracts/password-rules'
import { useEffect } from 'react'
import type { SignInValues } from './sign-in-form.tsx'

/** Asked for once, when the password was given for one use. */
export function NewPasswordFields({ form }: { form: UseFormReturnType<SignInValues> }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus comes here once, when the fields appear
  useEffect(() => form.getInputNode('newPassword')?.focus(), [])
  const toggle = { 'aria-label': 'Show the password' }
  return (
    <>
      <Alert color="ember" title="Choose a password of your own">
        The one you have is for a single sign-in. The new one is known to nobody but you.
      </Alert>
      <PasswordInput
        {...form.getInputProps('newPassword')}
        label="New password"
        description={`At least ${shortestPassword} characters; a few words in a row are easy to remember.`}
        autoComplete="new-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={toggle}
      />
      <PasswordInput
        {...form.getInputProps('repeated')}
        label="New password once more"
        autoComplete="new-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={toggle}
      />
    </>
  )
}
