import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { isApiError } from './api-error.ts'
import { holdSession, request } from './request.ts'

/** Who is signed in, or null; `path` tells the portal's session from the console's. */
export function sessionQuery<Session extends { csrfToken: string }>(path: string) {
  return queryOptions({
    queryKey: ['session', path],
    queryFn: async (): Promise<Session | null> => {
      try {
        const session = await request<Session>('GET', path)
        holdSession({ csrfToken: session.csrfToken })
        return session
      } catch (error) {
        if (isApiError(error) && error.code === 'NOT_SIGNED_IN') return null
        throw error
      }
    },
    staleTime: 5 * 60_000,
  })
}

/** Lets every request renew its CSRF token, and leave for the sign-in page when the session has ended meanwhile. */
export function watchSession<Session extends { csrfToken: string }>(
  queryClient: QueryClient,
  query: ReturnType<typeof sessionQuery<Session>>,
  onEnded: () => void,
): void {
  holdSession({
    renew: async () => (await queryClient.fetchQuery({ ...query, staleTime: 0 })) !== null,
    ended: () => {
      if (!queryClient.getQueryData(query.queryKey)) return
      forgetEverything(queryClient)
      queryClient.setQueryData(query.queryKey, null)
      onEnded()
    },
  })
}

/** What one person saw is not for the next one at this screen. */
export function forgetEverything(queryClient: QueryClient): void {
  holdSession({ csrfToken: undefined })
  queryClient.removeQueries({
    predicate: ({ queryKey }) => queryKey[0] !== 'site' && queryKey[0] !== 'session',
  })
}
