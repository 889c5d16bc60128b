import type { ConsoleMailBody, ConsoleMailListBody } from '@turnup/contracts'
import { request } from '../../api/request.ts'
import { addressOf } from '../../kit/address-of.ts'

/** The filters as they stand in the address of the page. */
export interface MailFilter {
  state?: string
  template?: string
  to?: string
}

export const mailsKey = ['console', 'mails'] as const

export function mailPages(filter: MailFilter) {
  return {
    queryKey: [...mailsKey, filter],
    readPage: (cursor: string | undefined, signal: AbortSignal) =>
      request<ConsoleMailListBody>('GET', addressOf('/api/console/mails', { ...filter, cursor }), { signal }),
  }
}

/** Sends a mail that failed once more, under the same Message-ID. */
export function resendMail(id: string): Promise<ConsoleMailBody> {
  return request<ConsoleMailBody>('POST', `/api/console/mails/${encodeURIComponent(id)}/resend`)
}
