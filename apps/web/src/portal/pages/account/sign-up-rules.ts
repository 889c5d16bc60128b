import { useTranslations } from 'use-intl'
import { usePasswordWords } from './use-password-words.ts'

export interface SignUpValues {
  sfNumber: string
  firstName: string
  lastName: string
  email: string
  confirmEmail: string
  password: string
  confirmPassword: string
  company: string
  phone: string
}

type Rule = (value: string, values: SignUpValues) => string | null

/** The same form as the server takes; whether the number is known, only the server can tell. */
const customerNumberForm = /^[A-Za-z0-9][A-Za-z0-9 ./_-]{0,39}$/
export const emailForm = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/

/** What can be said before anything is sent (R041), in the order of the form. */
export function useSignUpRules(): Partial<Record<keyof SignUpValues, Rule>> {
  const t = useTranslations('account')
  const passwordWords = usePasswordWords()
  const filled: Rule = (value) => (value.trim() === '' ? t('fillIn') : null)
  return {
    sfNumber: (number) => {
      if (number.trim() === '') return t('customerNumberMissing')
      return customerNumberForm.test(number.trim()) ? null : t('customerNumberMalformed')
    },
    firstName: filled,
    lastName: filled,
    email: (email) => (emailForm.test(email.trim()) ? null : t('emailMalformed')),
    confirmEmail: (again, { email }) =>
      again.trim().toLowerCase() === email.trim().toLowerCase() ? null : t('emailsDiffer'),
    password: (password, { email }) => passwordWords(password, email.trim()) ?? null,
    confirmPassword: (again, { password }) => (again === password ? null : t('passwordsDiffer')),
  }
}
