import { randomUUID } from 'node:crypto'
import { signWebhook } from '@turnup/connectors/salesforce/sandbox'
import { createApiClient } from './portal-client.ts'
import { webhookBearer, webhookKey } from './stack-environment.ts'
import type { Stack } from './start-stack.ts'

export interface WebhookCall {
  /** With a leading /api. */
  path: string
  body?: unknown
  key?: string
  bearerToken?: string
  timestampMs?: number
  nonce?: string
  idempotencyKey?: string
  /** Where to; default: the stack's first server. */
  url?: string
  /** What is sent instead of what was signed. */
  sent?: { path?: string; body?: unknown; headers?: Record<string, string> }
}

export interface WebhookAnswer {
  status: number
  body: { error?: { code: string; message: string } } & Record<string, unknown>
  headers: Headers
}

/** A webhook call as Salesforce makes it, with whatever is wrong about it. */
export async function callWebhook(stack: Stack, call: WebhookCall): Promise<WebhookAnswer> {
  const { path, sent = {} } = call
  const body = JSON.stringify(call.body ?? {})
  const timestampMs = call.timestampMs ?? stack.clock.now().getTime()
  const nonce = call.nonce ?? randomUUID()
  const signature = signWebhook({ method: 'POST', path, timestampMs, nonce, body }, call.key ?? webhookKey)
  const headers = {
    authorization: `Bearer ${call.bearerToken ?? webhookBearer}`,
    'idempotency-key': call.idempotencyKey ?? randomUUID(),
    'x-timestamp': String(timestampMs),
    'x-nonce': nonce,
    'x-signature': signature,
    ...sent.headers,
  }
  const text = sent.body === undefined ? body : JSON.stringify(sent.body)
  return createApiClient(call.url ?? stack.server.url).request('POST', sent.path ?? path, text, headers)
}

export function fulfilPath(crmOrderId: string): string {
  return `/api/orders/${crmOrderId}/fulfill`
}
