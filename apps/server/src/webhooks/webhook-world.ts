import { randomUUID } from 'node:crypto'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { pino } from 'pino'
import { expect } from 'vitest'
import { createApp } from '../http/create-app.ts'
import { createTestWorld, type TestWorld } from '../test-world.ts'
import { webhookRoutes } from './index.ts'
import { type SignatureVersion, sign } from './signature.ts'

export const key = 'the-signing-key-that-both-sides-have'
export const previousKey = 'the-signing-key-that-was-used-before'
export const token = 'bearer-token-of-the-named-credential'
export const salesforceAddress = '203.0.113.9'

/** The webhook doors on a database of their own, and Salesforce as their caller. */
export interface WebhookWorld extends TestWorld {
  call(options?: CallOptions): Promise<Answer>
}

export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of all shapes
  body: any
  headers: Record<string, unknown>
}

export async function createWebhookWorld(): Promise<WebhookWorld> {
  const world = await createTestWorld({
    SF_WEBHOOK_KEY: key,
    SF_WEBHOOK_PREVIOUS_KEY: previousKey,
    SF_WEBHOOK_BEARER_TOKEN: token,
    SF_WEBHOOK_ALLOWED_IPS: '203.0.113.0/24, 2001:db8::/32',
    SF_WEBHOOK_WAIT_SECONDS: '0',
    BODY_LIMIT_BYTES: '2048',
  })
  const app = await createApp({
    services: world.services,
    server: world.settings.server,
    log: pino({ level: 'silent' }),
    routes: async (instance) => {
      await instance.register(webhookRoutes(world.settings))
    },
  })
  return {
    ...world,
    call: (options) => call(app, world, options),
    async close() {
      await app.close()
      await world.close()
    },
  }
}

export interface CallOptions {
  version?: SignatureVersion
  key?: string
  body?: string
  path?: string
  timestamp?: number
  nonce?: string
  idempotencyKey?: string
  /** What is sent differs from what was signed. */
  sent?: { path?: string; body?: string; headers?: Record<string, string | undefined>; from?: string }
}

/** The path's record id of an order that nobody has used. */
export function newOrderId(): string {
  return `801${randomUUID().replaceAll('-', '').slice(0, 12).toLowerCase()}AAA`
}

async function call(app: FastifyInstance, world: TestWorld, options: CallOptions = {}): Promise<Answer> {
  const path = options.path ?? `/api/orders/${newOrderId()}/fulfill`
  const body = options.body ?? '{"requestedBy":"Grace"}'
  const timestamp = String(options.timestamp ?? world.services.clock.now().getTime())
  const nonce = options.nonce ?? randomUUID()
  const parts = { method: 'POST', path, timestamp, nonce, body: Buffer.from(body) }
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${token}`,
    'idempotency-key': options.idempotencyKey ?? randomUUID(),
    'x-timestamp': timestamp,
    'x-nonce': nonce,
    'x-signature': sign(options.version ?? 'v1', parts, options.key ?? key),
    ...options.sent?.headers,
  }
  const request: InjectOptions = {
    method: 'POST',
    url: options.sent?.path ?? path,
    payload: options.sent?.body ?? body,
    headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)),
    remoteAddress: options.sent?.from ?? salesforceAddress,
  }
  const response = await app.inject(request)
  return { status: response.statusCode, body: response.json(), headers: response.headers }
}

export function refusal(status: number, code: string) {
  return { status, body: { error: { code, correlationId: expect.any(String) } } }
}
