import type { QueryClient } from '@tanstack/react-query'
import type { ChangeOwnPasswordRequest } from '@turnup/contracts'
import { request } from '../../api/request.ts'
import { leaveSession } from '../../api/session-query.ts'
import { consoleSession } from './session.ts'

/** Changes the own password. Every sign-in is over with it, this one too, so `forgetSession` comes next. */
export function changeOwnPassword(body: ChangeOwnPasswordRequest): Promise<void> {
  return request<void>('POST', '/api/console/auth/password', { body })
}

/** For a session that the server has ended: nothing that was seen stays on this screen. */
export function forgetSession(queryClient: QueryClient): void {
  leaveSession(queryClient, consoleSession.path)
}
