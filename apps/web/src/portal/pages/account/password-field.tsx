import { TextInput, type TextInputProps, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import styles from './welcome-form.module.css'

/** A password that can be looked at while it is typed. */
export function PasswordField(props: TextInputProps & { 'data-path'?: string }) {
  const t = useTranslations('account')
  const [shown, setShown] = useState(false)
  return (
    <TextInput
      {...props}
      type={shown ? 'text' : 'password'}
      spellCheck={false}
      autoCapitalize="none"
      rightSectionWidth={96}
      rightSection={
        <UnstyledButton
          className={styles.reveal}
          aria-pressed={shown}
          aria-label={t('passwordShow')}
          onClick={() => setShown(!shown)}
        >
          {shown ? t('hide') : t('show')}
        </UnstyledButton>
      }
    />
  )
}
