import { ensureFirstAdministrator } from '@turnup/use-cases'
import { type Answer, type ApiClient, createApiClient } from './portal-client.ts'
import type { Stack } from './start-stack.ts'

export const operatorEmail = 'night-desk@harbour.example'
export const operatorPassword = 'lantern over cold water'

/** The administrator at the console, freshly signed in over HTTP; by `url` at another server process. */
export async function signInOperator(stack: Stack, url = stack.server.url): Promise<ApiClient> {
  const ensured = await ensureFirstAdministrator(stack.server.services, {
    email: operatorEmail,
    password: operatorPassword,
  })
  if (!ensured.ok) throw new Error(ensured.refusal.message)
  return logInOperator(url)
}

/** The same at a server that knows the administrator already. */
export async function logInOperator(url: string): Promise<ApiClient> {
  const anonymous = createApiClient(url)
  const answer = await anonymous.request<{ accessToken: string }>('POST', '/api/console/auth/login', {
    email: operatorEmail,
    password: operatorPassword,
  })
  if (answer.status !== 200)
    throw new Error(`The operator's sign-in answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return anonymous.as(answer.body.accessToken)
}

export type RepairBody =
  | { kind: 'retry' }
  | { kind: 'skip'; reason: string }
  | { kind: 'adopt'; result: Record<string, unknown>; reason: string }
  | { kind: 'change-input'; field: string; value: unknown; reason: string }
  | { kind: 'replace'; input: Record<string, unknown>; reason: string }

/** Repairs one step at the console. */
export function repair(
  operator: ApiClient,
  crmOrderId: string,
  step: string,
  body: RepairBody,
): Promise<Answer> {
  return operator.request('POST', `/api/console/orders/${crmOrderId}/repair`, { step, repair: body })
}
