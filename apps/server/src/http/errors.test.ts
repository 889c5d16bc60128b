import { ProviderError, type ProviderErrorKind, refusalKinds } from '@turnup/domain'
import { expect, test } from 'vitest'
import { ZodError } from 'zod'
import { answerForError, answerForRefusal } from './errors.ts'

const statusOfKind = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  unprocessable: 422,
  'too-many-requests': 429,
  unavailable: 503,
} as const

const statusOfProviderKind: Record<ProviderErrorKind, number> = {
  unavailable: 503,
  throttled: 503,
  'outcome-unknown': 503,
  rejected: 422,
  auth: 503,
}

test('every way to refuse has its own status and keeps its code, message and field', () => {
  for (const kind of refusalKinds) {
    const answer = answerForRefusal({ kind, code: 'A_CODE', message: 'Do this next.', field: 'items.0' })
    expect(answer).toEqual({
      status: statusOfKind[kind],
      code: 'A_CODE',
      message: 'Do this next.',
      field: 'items.0',
      retryAfterSeconds: undefined,
    })
  }
})

test('every kind of trouble with an outside system has an answer', () => {
  for (const [kind, status] of Object.entries(statusOfProviderKind) as [ProviderErrorKind, number][]) {
    const error = new ProviderError(kind, {
      code: 'SOME_CODE',
      message: 'Business words.',
      connector: 'whmcs',
      operation: 'AddOrder',
      retryAfterMs: 2_500,
    })
    const answer = answerForError(error)
    expect(answer.status, kind).toBe(status)
    expect(answer.message, kind).toMatch(/\w+ \w+/)
    expect(answer.message, `${kind} in the outside system’s own words`).not.toContain('Business words')
  }
})

test('an answer never tells that our own credentials were refused', () => {
  const error = new ProviderError('auth', {
    code: 'INVALID_CREDENTIALS',
    message: 'WHMCS refused identifier abc123.',
    connector: 'whmcs',
    operation: 'GetClients',
  })
  expect(JSON.stringify(answerForError(error))).not.toMatch(/abc123|CREDENTIALS|whmcs/i)
})

test('a wait that an outside system asked for is passed on', () => {
  const error = new ProviderError('throttled', {
    code: 'THROTTLED',
    message: 'Too fast.',
    connector: 'salesforce',
    operation: 'query',
    retryAfterMs: 12_300,
  })
  expect(answerForError(error).retryAfterSeconds).toBe(13)
})

test('what nobody expected tells nothing about itself', () => {
  const secret = 'postgres://user:hunter2@db/turnup'
  for (const error of [new Error(secret), new ZodError([]), secret, undefined, null, { statusCode: 500 }]) {
    const answer = answerForError(error)
    expect(answer).toMatchObject({ status: 500, code: 'INTERNAL' })
    expect(JSON.stringify(answer)).not.toContain('hunter2')
  }
})

test('what the client did wrong on the level of HTTP is said in words', () => {
  for (const [statusCode, code] of [
    [400, 'MALFORMED_REQUEST'],
    [413, 'BODY_TOO_LARGE'],
    [415, 'UNSUPPORTED_MEDIA_TYPE'],
    [429, 'TOO_MANY_REQUESTS'],
    [418, 'REQUEST_REFUSED'],
  ] as const) {
    expect(answerForError(Object.assign(new Error('x'), { statusCode }))).toMatchObject({
      status: statusCode,
      code,
    })
  }
})
