import type { Answer, ApiClient } from './portal-client.ts'
import type { Stack } from './start-stack.ts'

interface SessionBody {
  csrfToken: string
  actingOperator?: { name: string; endsAt: string }
}

/** A browser with a session of the portal: the cookie that no script reads, and the token that every change carries. */
export interface PortalBrowser {
  api: ApiClient
  opened: Answer<SessionBody>
}

/** What the browser of an operator has after "order for this customer" or "act as this customer". */
export async function actAsCustomer(
  stack: Stack,
  operator: ApiClient,
  customerId: string,
  body: { purpose: 'order' | 'act-as'; reason: string },
): Promise<PortalBrowser> {
  const path = `/api/console/customers/${customerId}/portal-session`
  const opened = await operator.request<SessionBody>('POST', path, body)
  if (opened.status !== 201)
    throw new Error(`The portal session answered ${opened.status}: ${JSON.stringify(opened.body)}`)
  const cookie = opened.headers
    .getSetCookie()
    .map((one) => one.split(';')[0] ?? '')
    .find((one) => /turnup-portal=/.test(one))
  if (!cookie) throw new Error('No session came with the answer')
  const session = { cookie, 'x-csrf-token': opened.body.csrfToken }
  const api: ApiClient = {
    request: (method, target, sent, headers = {}) =>
      stack.api.request(method, target, sent, { ...session, ...headers }),
    as: (accessToken) => stack.api.as(accessToken),
  }
  return { api, opened }
}
