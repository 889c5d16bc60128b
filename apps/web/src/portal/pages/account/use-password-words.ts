import { longestPassword, shortestPassword } from '@turnup/contracts/password-rules'
import { useTranslations } from 'use-intl'
import { passwordTrouble } from './password-trouble.ts'

/** What is to be mended about a password, in words; undefined when it may be used. */
export function usePasswordWords(): (password: string, email: string) => string | undefined {
  const t = useTranslations('account')
  return (password, email) => {
    switch (passwordTrouble(password, email)) {
      case undefined:
        return undefined
      case 'short':
        return t('passwordShort', { missing: shortestPassword - password.length })
      case 'long':
        return t('passwordLong', { longest: longestPassword })
      case 'blank':
        return t('passwordBlank')
      case 'same':
        return t('passwordSame')
      case 'email':
        return t('passwordEmail')
      case 'guessed':
        return t('passwordGuessed')
    }
  }
}
