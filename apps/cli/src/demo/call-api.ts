/** One call to the server's API as a client makes it. @throws Error with the answer's own words when it refuses */
export async function callApi<Body>(
  baseUrl: string,
  request: { method: string; path: string; body?: unknown; token?: string; headers?: Record<string, string> },
): Promise<Body> {
  const response = await fetch(new URL(request.path, baseUrl), {
    method: request.method,
    headers: {
      ...(request.token ? { authorization: `Bearer ${request.token}` } : {}),
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...request.headers,
    },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    signal: AbortSignal.timeout(30_000),
  })
  const body = (await response.json()) as { error?: { message?: string } }
  if (response.ok) return body as Body
  throw new Error(
    `${request.method} ${request.path} answered ${response.status}: ${body.error?.message ?? ''}`,
  )
}
