import type { QueryClient } from '@tanstack/react-query'
import type { ConsoleBrowserSessionBody, ConsoleLoginRequest } from '@turnup/contracts'
import { holdSession, request } from '../../api/request.ts'
import { forgetEverything, sessionQuery } from '../../api/session-query.ts'

const path = '/api/console/session'

export const consoleSessionQuery = sessionQuery<ConsoleBrowserSessionBody>(path)

export async function signIn(
  queryClient: QueryClient,
  body: ConsoleLoginRequest,
): Promise<ConsoleBrowserSessionBody> {
  const session = await request<ConsoleBrowserSessionBody>('POST', path, { body })
  forgetEverything(queryClient)
  holdSession({ csrfToken: session.csrfToken })
  queryClient.setQueryData(consoleSessionQuery.queryKey, session)
  return session
}

export async function signOut(queryClient: QueryClient): Promise<void> {
  await request<void>('DELETE', path)
  forgetEverything(queryClient)
  queryClient.setQueryData(consoleSessionQuery.queryKey, null)
}
