import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Answer, ApiClient } from './portal-client.ts'
import type { Stack } from './start-stack.ts'

export interface Asked {
  /** Default: nobody is signed in. */
  as?: ApiClient
  method: string
  path: string
  body?: unknown
  headers?: Record<string, string>
}

export interface Expected {
  status: number
  code: string
  field?: string
  /** Words that the message must have, for people who have to mend it. */
  says?: string | RegExp
}

export interface ErrorAnswerBody {
  error: {
    code: string
    message: string
    field?: string
    retryAfterSeconds?: number
    correlationId: string
  }
}

/** Settings that open something; none of them may ever be in an answer. */
const secretSettings =
  /KEY_BASE64|SECRET|_API_KEY|MASTER_KEY|WEBHOOK_KEY|BEARER_TOKEN|DATABASE_URL|IDENTIFIER/

/** Nothing of the inside: no stack, no file, no SQL, no secret of ours or of whoever asked. */
export function expectNoInside(stack: Stack, answer: Answer<unknown>, asked: Asked): void {
  const text = JSON.stringify(answer.body)
  expect(text).not.toMatch(
    /\bat .*:\d+:\d+|\.ts\b|node_modules|\bselect \b|\binsert into\b|ECONN|ProviderError/,
  )
  const secrets = Object.entries(stack.environment).filter(([name]) => secretSettings.test(name))
  expect(secrets.length).toBeGreaterThan(4)
  for (const [name, value] of secrets) expect(text, name).not.toContain(value)
  const { password } = Object(asked.body) as { password?: unknown }
  if (typeof password === 'string') expect(text).not.toContain(password)
}

/**
 * Sends a request that must be refused, and holds the answer to what every refusal promises: a stable code, a sentence
 * for people, the field at fault, the caller's correlation id in body and header, and nothing of the inside.
 */
export async function expectRefusal(
  stack: Stack,
  asked: Asked,
  expected: Expected,
): Promise<ErrorAnswerBody> {
  const correlationId = randomUUID()
  const headers = { 'x-correlation-id': correlationId, ...asked.headers }
  const client = asked.as ?? stack.api
  const answer = await client.request<ErrorAnswerBody>(asked.method, asked.path, asked.body, headers)
  const { error } = answer.body
  expect({ status: answer.status, code: error?.code, field: error?.field }).toEqual({
    status: expected.status,
    code: expected.code,
    field: expected.field,
  })
  expect(Object.keys(answer.body)).toEqual(['error'])
  expect(error.message).toMatch(/^[A-Z“"].{10,}[.!]$/s)
  if (expected.says) expect(error.message).toMatch(expected.says)
  expect(error.correlationId).toBe(correlationId)
  expect(answer.headers.get('x-correlation-id')).toBe(correlationId)
  expect(answer.headers.get('content-type')).toContain('application/json')
  const retryAfter = answer.headers.get('retry-after')
  expect(retryAfter === null ? undefined : Number(retryAfter)).toBe(error.retryAfterSeconds)
  expectNoInside(stack, answer, asked)
  return answer.body
}
