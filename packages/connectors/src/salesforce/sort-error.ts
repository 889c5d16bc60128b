import { ProviderError, type ProviderErrorKind } from '@turnup/domain'
import { redactText } from './redact.ts'
import { ErrorList, LoginRefusal } from './wire.ts'

export interface SalesforceProblem {
  code: string
  message: string
  fields?: string[]
}

export interface FailedCall {
  operation: string
  effect: 'read' | 'write'
}

/** Codes that prove that nothing was done and that the same request may work in a moment. */
export const nothingHappened: ReadonlySet<string> = new Set([
  'UNABLE_TO_LOCK_ROW',
  'SERVER_UNAVAILABLE',
  'QUERY_TIMEOUT',
])
const throttled = new Set(['REQUEST_LIMIT_EXCEEDED', 'LOGIN_RATE_EXCEEDED', 'TXN_SECURITY_METERING_ERROR'])
const ours = new Set([
  'INVALID_SESSION_ID',
  'INVALID_LOGIN',
  'API_DISABLED_FOR_ORG',
  'API_CURRENTLY_DISABLED',
  'INSUFFICIENT_ACCESS',
  'INSUFFICIENT_ACCESS_OR_READONLY',
  'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
  'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY_ACCESS',
  'invalid_grant',
  'invalid_client',
  'invalid_client_id',
  'invalid_app_access',
  'invalid_assertion',
  'inactive_user',
  'unauthorized_client',
])

/** The problems that an error body names, in either of Salesforce's two forms; none when it is something else. */
export function problemsIn(body: unknown): SalesforceProblem[] {
  const list = ErrorList.safeParse(body)
  if (list.success) return list.data.map(({ errorCode, ...rest }) => ({ code: errorCode, ...rest }))
  const refusal = LoginRefusal.safeParse(body)
  if (!refusal.success) return []
  const { error, error_description: message = '' } = refusal.data
  // Too many logins come under the same word as a wrong key; only the description tells.
  return [{ code: /login rate exceeded/i.test(message) ? 'LOGIN_RATE_EXCEEDED' : error, message }]
}

function kindOf(status: number, code: string, effect: 'read' | 'write'): ProviderErrorKind {
  if (nothingHappened.has(code)) return 'unavailable'
  if (throttled.has(code) || status === 429) return 'throttled'
  if (ours.has(code) || status === 401) return 'auth'
  if (status >= 500) return effect === 'write' ? 'outcome-unknown' : 'unavailable'
  return 'rejected'
}

const advice: Record<ProviderErrorKind, string> = {
  unavailable: 'Nothing was changed; it is tried again.',
  throttled: 'The org has used up its allowance of API requests; it is tried again later.',
  'outcome-unknown': 'Whether it was carried out is not known yet.',
  rejected: 'Correct what it names and try again.',
  auth: 'Check the connected app, the integration user and its permissions with doctor.',
}

/** Codes whose message an administrator wrote or needs; other messages may quote what was sent. */
const tellable = new Set([
  'FIELD_CUSTOM_VALIDATION_EXCEPTION',
  'FIELD_INTEGRITY_EXCEPTION',
  'INVALID_FIELD',
  'INVALID_TYPE',
  'REQUIRED_FIELD_MISSING',
  'invalid_grant',
  'invalid_client_id',
  'invalid_app_access',
])

/** Sorts one problem by kind and puts it into words for an operator. */
export function salesforceError(
  status: number,
  call: FailedCall,
  problem?: SalesforceProblem,
): ProviderError {
  const code = problem?.code ?? `HTTP_${status}`
  const kind = kindOf(status, code, call.effect)
  const fields = problem?.fields?.length ? ` (${problem.fields.join(', ')})` : ''
  const said =
    problem && tellable.has(problem.code) ? ` It says: ${redactText(problem.message).slice(0, 300)}` : ''
  return new ProviderError(kind, {
    code,
    connector: 'salesforce',
    operation: call.operation,
    message: `Salesforce answered ${call.operation} with ${code}${fields}.${said} ${advice[kind]}`,
    detail: { status, code, fields: problem?.fields ?? [] },
  })
}

/** An answer that is not what the API gives: a proxy's page, or a body that was cut off. */
export function malformedAnswer(call: FailedCall): ProviderError {
  const kind = call.effect === 'write' ? 'outcome-unknown' : 'unavailable'
  return new ProviderError(kind, {
    code: 'MALFORMED_ANSWER',
    connector: 'salesforce',
    operation: call.operation,
    message: `Salesforce answered ${call.operation} with something that cannot be read. ${advice[kind]}`,
  })
}
