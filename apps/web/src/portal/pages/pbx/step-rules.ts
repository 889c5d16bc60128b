import { useTranslations } from 'use-intl'
import { emailForm } from '../account/sign-up-rules.ts'

/** Digits with the signs that people put between them; whether it is a number, only the server can tell. */
const phoneForm = /^\+?[\d\s().\-/]{6,38}$/
const usernameForm = /^[\w.@+-]{2,60}$/
const dayForm = /^\d{4}-\d{2}-\d{2}$/
const adultYears = 18

/** Whether it is a day of the calendar, as YYYY-MM-DD. Pure. */
export function isCalendarDay(text: string): boolean {
  if (!dayForm.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

export type BirthDateTrouble = 'malformed' | 'future' | 'under-age' | 'too-long-ago'

/** What is wrong with a date of birth on a given day (YYYY-MM-DD). Pure. */
export function birthDateTrouble(text: string, today: string): BirthDateTrouble | undefined {
  if (!isCalendarDay(text)) return 'malformed'
  if (text >= today) return 'future'
  if (text < '1900-01-01') return 'too-long-ago'
  const youngest = `${Number(today.slice(0, 4)) - adultYears}${today.slice(4)}`
  return text > youngest ? 'under-age' : undefined
}

/** What can be said about single fields before anything is sent; null when there is nothing to say. */
export function useStepRules() {
  const t = useTranslations('pbx')
  const account = useTranslations('account')
  const filled = (value: string) => (value.trim() === '' ? account('fillIn') : null)
  const birthDateWords = {
    malformed: t('dateMalformed'),
    future: t('dateFuture'),
    'under-age': t('underAge', { years: adultYears }),
    'too-long-ago': t('dateLongAgo'),
  }
  return {
    filled,
    email: (value: string) => (emailForm.test(value.trim()) ? null : account('emailMalformed')),
    phone: (value: string) => filled(value) ?? (phoneForm.test(value.trim()) ? null : t('phoneMalformed')),
    username: (value: string) => (usernameForm.test(value.trim()) ? null : t('usernameMalformed')),
    day: (value: string) => (isCalendarDay(value) ? null : t('dateMalformed')),
    birthDate: (value: string) => {
      const trouble = birthDateTrouble(value, new Date().toISOString().slice(0, 10))
      return trouble ? birthDateWords[trouble] : null
    },
  }
}
