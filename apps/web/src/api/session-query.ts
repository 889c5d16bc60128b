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

type SessionNews = { path: string; person: string | null }

/** What happens to the session in one tab concerns all: they share its cookie. */
const tabs = new BroadcastChannel('turnup-session')

/** The page goes on with this session; nothing that was read before belongs to it. */
export function beginSession<Session extends { csrfToken: string }>(
  queryClient: QueryClient,
  { path, session, person }: { path: string; session: Session; person: string },
): Session {
  forgetEverything(queryClient)
  holdSession({ csrfToken: session.csrfToken })
  queryClient.setQueryData(['session', path], session)
  tabs.postMessage({ path, person } satisfies SessionNews)
  return session
}

/** Signs out, here and in the other tabs. */
export async function endSession(queryClient: QueryClient, path: string): Promise<void> {
  await request<void>('DELETE', path)
  leaveSession(queryClient, path)
}

/** For a session that the server has ended already: nothing that was seen stays on the screens. */
export function leaveSession(queryClient: QueryClient, path: string): void {
  queryClient.setQueryData(['session', path], null)
  forgetEverything(queryClient)
  tabs.postMessage({ path, person: null } satisfies SessionNews)
}

export interface SessionWatch<Session> {
  path: string
  query: ReturnType<typeof sessionQuery<Session & { csrfToken: string }>>
  /** Id of the person whose session it is. */
  personOf(session: Session): string
  onEnded(): void
}

/**
 * Lets every request renew its CSRF token, leaves for the sign-in page when the session has ended meanwhile, here or in
 * another tab, and begins anew when somebody else has signed in there.
 */
export function watchSession<Session extends { csrfToken: string }>(
  queryClient: QueryClient,
  { path, query, personOf, onEnded }: SessionWatch<Session>,
): void {
  const present = () => queryClient.getQueryData(query.queryKey)
  const end = () => {
    if (!present()) return
    queryClient.setQueryData(query.queryKey, null)
    forgetEverything(queryClient)
    onEnded()
  }
  holdSession({
    renew: async () => (await queryClient.fetchQuery({ ...query, staleTime: 0 })) !== null,
    ended: end,
  })
  tabs.onmessage = ({ data }: MessageEvent<SessionNews>) => {
    if (data.path !== path) return
    if (data.person === null) return end()
    const session = present()
    if (!session || personOf(session) !== data.person) location.reload()
  }
}

/** What one person saw is not for the next one at this screen. */
function forgetEverything(queryClient: QueryClient): void {
  holdSession({ csrfToken: undefined })
  queryClient.removeQueries({
    predicate: ({ queryKey }) => queryKey[0] !== 'site' && queryKey[0] !== 'session',
  })
}
