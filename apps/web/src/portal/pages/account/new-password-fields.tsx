import { Text, type TextInputProps } from '@mantine/core'
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import { shortestPassword } from '@turnup/contracts/password-rules'
import { useTranslations } from 'use-intl'
import { PasswordField } from './password-field.tsx'
import { usePasswordWords } from './use-password-words.ts'
import styles from './welcome-form.module.css'

export interface NewPasswordFieldsProps {
  /** What has been typed so far. */
  password: string
  /** A password that is built on it is refused. */
  email: string
  /** What else the password has to meet, in words; undefined when it does. */
  alsoNeeds?: (password: string) => string | undefined
  /** Props of the form for the two inputs. */
  field: (name: 'password' | 'confirmPassword') => TextInputProps
}

/** A new password twice; while it is typed, the line below says what it still needs. */
export function NewPasswordFields({ password, email, alsoNeeds, field }: NewPasswordFieldsProps) {
  const t = useTranslations('account')
  const words = usePasswordWords()
  const problem = password === '' ? undefined : (words(password, email) ?? alsoNeeds?.(password))
  return (
    <>
      <PasswordField
        label={t('newPassword')}
        required
        withAsterisk={false}
        autoComplete="new-password"
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        description={
          <PasswordHint
            good={password !== '' && problem === undefined}
            text={
              password === ''
                ? t('passwordHint', { shortest: shortestPassword })
                : (problem ?? t('passwordGood'))
            }
          />
        }
        {...field('password')}
      />
      <PasswordField
        label={t('newPasswordAgain')}
        required
        withAsterisk={false}
        autoComplete="new-password"
        {...field('confirmPassword')}
      />
    </>
  )
}

function PasswordHint({ good, text }: { good: boolean; text: string }) {
  const Icon = good ? IconCircleCheck : IconCircleDashed
  return (
    <Text span className={styles.hint} data-good={good || undefined}>
      <Icon size={16} aria-hidden />
      {text}
    </Text>
  )
}
