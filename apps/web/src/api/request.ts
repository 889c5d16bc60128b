import { ApiError, type ApiErrorParts } from './api-error.ts'

/** Longer than the server's own longest wait for an outside system. */
const timeoutMs = 60_000

export interface RequestOptions {
  /** Sent as JSON. */
  body?: unknown
  /** For what must happen once however often it is sent (R081). */
  idempotencyKey?: string
  signal?: AbortSignal
}

interface SessionHolder {
  csrfToken?: string
  /** Reads the session again, for a CSRF token that has gone out of date; false when nobody is signed in. */
  renew?: () => Promise<boolean>
  /** The session has ended while the page was open. */
  ended?: () => void
}

/** Kept in memory alone: a script from elsewhere finds nothing in storage, and a reload asks the server again. */
const session: SessionHolder = {}

export function holdSession(holder: SessionHolder): void {
  Object.assign(session, holder)
}

/**
 * One call to our API on the same origin; the session goes with it as a cookie that scripts cannot read.
 * @throws ApiError for every refusal, and with the code OFFLINE when no answer came
 */
export async function request<Body>(
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  path: string,
  options: RequestOptions = {},
): Promise<Body> {
  const response = await send(method, path, options)
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as Body
  const error = await errorOf(response)
  if (error.code === 'CSRF_TOKEN_WRONG' && (await session.renew?.())) {
    const again = await send(method, path, options)
    if (again.ok) return (again.status === 204 ? undefined : await again.json()) as Body
    throw await errorOf(again)
  }
  if (error.code === 'NOT_SIGNED_IN') session.ended?.()
  throw error
}

async function send(method: string, path: string, options: RequestOptions): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' })
  if (options.body !== undefined) headers.set('content-type', 'application/json')
  if (method !== 'GET' && session.csrfToken) headers.set('x-csrf-token', session.csrfToken)
  if (options.idempotencyKey) headers.set('idempotency-key', options.idempotencyKey)
  const timeout = AbortSignal.timeout(timeoutMs)
  try {
    return await fetch(path, {
      method,
      headers,
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
      credentials: 'same-origin',
      signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new ApiError(0, { code: 'OFFLINE', message: 'No connection. Check your network, then try again.' })
  }
}

async function errorOf(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => undefined)) as { error?: ApiErrorParts } | undefined
  return new ApiError(
    response.status,
    body?.error ?? {
      code: 'UNREADABLE_ANSWER',
      message: `The server answered ${response.status} in a way that this page cannot read. Try again.`,
      correlationId: response.headers.get('x-correlation-id') ?? undefined,
    },
  )
}
