import type { QueryClient } from '@tanstack/react-query'
import type { BrowserSessionBody, LoginRequest, SignupRequest } from '@turnup/contracts'
import { holdSession, request } from '../../api/request.ts'
import { forgetEverything, sessionQuery } from '../../api/session-query.ts'

const path = '/api/session'

export const portalSessionQuery = sessionQuery<BrowserSessionBody>(path)

export async function signIn(queryClient: QueryClient, body: LoginRequest): Promise<BrowserSessionBody> {
  return begin(queryClient, await request<BrowserSessionBody>('POST', path, { body }))
}

export async function signUp(queryClient: QueryClient, body: SignupRequest): Promise<BrowserSessionBody> {
  return begin(queryClient, await request<BrowserSessionBody>('POST', `${path}/sign-up`, { body }))
}

export async function signOut(queryClient: QueryClient): Promise<void> {
  await request<void>('DELETE', path)
  forgetEverything(queryClient)
  queryClient.setQueryData(portalSessionQuery.queryKey, null)
}

function begin(queryClient: QueryClient, session: BrowserSessionBody): BrowserSessionBody {
  forgetEverything(queryClient)
  holdSession({ csrfToken: session.csrfToken })
  queryClient.setQueryData(portalSessionQuery.queryKey, session)
  return session
}
