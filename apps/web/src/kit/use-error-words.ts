import { useMessages, useTranslations } from 'use-intl'
import { isApiError } from '../api/api-error.ts'

/** The words for an error in the language of the page: ours for its code where there are some, else the server's. */
export function useErrorWords(): (error: unknown) => string {
  const t = useTranslations('kit')
  const messages = useMessages() as { errors?: Record<string, string> }
  return (error) => {
    if (!isApiError(error)) return t('crashText')
    if (error.code === 'OFFLINE') return t('offlineError')
    return messages.errors?.[error.code] ?? error.message
  }
}
