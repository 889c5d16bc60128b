import { useLocation } from '@tanstack/react-router'
import { isApiError } from '../../../api/api-error.ts'

const tokenForm = /^[A-Za-z0-9_-]{43}$/

/** The token of a one-time link stands behind the #, so that it is in no log of a server; undefined when there is none. */
export function useLinkToken(): string | undefined {
  const hash = useLocation({ select: (location) => location.hash })
  return tokenOf(hash)
}

/** Pure. */
export function tokenOf(hash: string): string | undefined {
  const token = new URLSearchParams(hash.replace(/^#/, '')).get('token') ?? ''
  return tokenForm.test(token) ? token : undefined
}

/** Unknown, used before, replaced or too old: the server says the same for all of them. */
export function isLinkOver(error: unknown): boolean {
  return isApiError(error) && error.code === 'LINK_INVALID'
}
