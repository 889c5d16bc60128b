import { messageFiles } from 'virtual:messages'
import type { AbstractIntlMessages } from 'use-intl'

/** Fetches the words of one app in one language. @throws Error when they cannot be fetched */
export async function loadMessages(name: keyof typeof messageFiles): Promise<AbstractIntlMessages> {
  const response = await fetch(messageFiles[name])
  if (!response.ok) throw new Error(`The words of this page could not be fetched (${response.status}).`)
  return (await response.json()) as AbstractIntlMessages
}
