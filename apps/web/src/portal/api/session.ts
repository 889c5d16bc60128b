import type { QueryClient } from '@tanstack/react-query'
import type { BrowserSessionBody, LoginRequest, SignupRequest } from '@turnup/contracts'
import { request } from '../../api/request.ts'
import { beginSession, endSession, type SessionWatch, sessionQuery } from '../../api/session-query.ts'

const path = '/api/session'

export const portalSessionQuery = sessionQuery<BrowserSessionBody>(path)

/** For `watchSession`, but for what happens at the end. */
export const portalSession: Omit<SessionWatch<BrowserSessionBody>, 'onEnded'> = {
  path,
  query: portalSessionQuery,
  personOf: ({ user }) => user.id,
}

export async function signIn(queryClient: QueryClient, body: LoginRequest): Promise<BrowserSessionBody> {
  return begin(queryClient, await request<BrowserSessionBody>('POST', path, { body }))
}

export async function signUp(queryClient: QueryClient, body: SignupRequest): Promise<BrowserSessionBody> {
  return begin(queryClient, await request<BrowserSessionBody>('POST', `${path}/sign-up`, { body }))
}

export function signOut(queryClient: QueryClient): Promise<void> {
  return endSession(queryClient, path)
}

function begin(queryClient: QueryClient, session: BrowserSessionBody): BrowserSessionBody {
  return beginSession(queryClient, { path, session, person: session.user.id })
}
