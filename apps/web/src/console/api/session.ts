import type { QueryClient } from '@tanstack/react-query'
import type { ConsoleBrowserSessionBody, ConsoleLoginRequest } from '@turnup/contracts'
import { request } from '../../api/request.ts'
import { beginSession, endSession, type SessionWatch, sessionQuery } from '../../api/session-query.ts'

const path = '/api/console/session'

export const consoleSessionQuery = sessionQuery<ConsoleBrowserSessionBody>(path)

/** For `watchSession`, but for what happens at the end. */
export const consoleSession: Omit<SessionWatch<ConsoleBrowserSessionBody>, 'onEnded'> = {
  path,
  query: consoleSessionQuery,
  personOf: ({ operator }) => operator.id,
}

export async function signIn(
  queryClient: QueryClient,
  body: ConsoleLoginRequest,
): Promise<ConsoleBrowserSessionBody> {
  const session = await request<ConsoleBrowserSessionBody>('POST', path, { body })
  return beginSession(queryClient, { path, session, person: session.operator.id })
}

export function signOut(queryClient: QueryClient): Promise<void> {
  return endSession(queryClient, path)
}
