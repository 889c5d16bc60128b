import { type JsonObject, ProviderError, type ProviderErrorKind } from '@turnup/domain'
import { maskWords } from './mask-es2plus.ts'
import type { FunctionStatus, StatusCodeData } from './wire.ts'

export const connectorId = 'es2plus'

interface Meaning {
  kind: ProviderErrorKind
  code: string
  words: string
}

/** Reasons that stand for themselves, whatever their subject; vendors differ in the subject that they name. */
const byReason: Record<string, Meaning> = {
  '3.1': { kind: 'rejected', code: 'ESIM_PROFILE_UNKNOWN', words: 'does not know the profile' },
  '3.3': {
    kind: 'rejected',
    code: 'ESIM_PROFILE_IN_USE',
    words: 'says that the profile is in another state or in use',
  },
  '3.7': { kind: 'rejected', code: 'ESIM_PROFILE_NOT_AVAILABLE', words: 'has no profile of that kind left' },
  '3.9': { kind: 'rejected', code: 'ESIM_PROFILE_UNKNOWN', words: 'does not know the profile or its type' },
  '4.4': { kind: 'throttled', code: 'ES2PLUS_BUSY', words: 'is busy' },
  '5.3': { kind: 'outcome-unknown', code: 'ES2PLUS_EXPIRED', words: 'did not finish in time' },
}

/** The first number of a reason is its class: access, format, conditions, processing, transport, security. */
const byClass: Record<string, Meaning> = {
  '1': { kind: 'rejected', code: 'ESIM_PROFILE_NOT_ALLOWED', words: 'does not allow this on the profile' },
  '2': { kind: 'rejected', code: 'ES2PLUS_REQUEST_INVALID', words: 'finds the request malformed' },
  '3': { kind: 'rejected', code: 'ESIM_REFUSED', words: 'refuses' },
  '4': { kind: 'unavailable', code: 'ES2PLUS_NOT_EXECUTED', words: 'could not carry it out' },
  '5': { kind: 'unavailable', code: 'ES2PLUS_NOT_EXECUTED', words: 'could not reach what it needs' },
  '6': { kind: 'rejected', code: 'ESIM_SECURITY_REFUSED', words: 'refuses for a security reason' },
}

const requesterRefused: Meaning = {
  kind: 'auth',
  code: 'ES2PLUS_REQUESTER_REFUSED',
  words: 'does not accept us as a function requester',
}
const expired: Meaning = { kind: 'outcome-unknown', code: 'ES2PLUS_EXPIRED', words: 'did not finish in time' }
const unexplained: Meaning = { kind: 'rejected', code: 'ESIM_REFUSED', words: 'refuses' }

function meaningOf(status: FunctionStatus): Meaning {
  if (status.status === 'Expired') return expired
  const pair = status.statusCodeData
  if (!pair) return unexplained
  const reasonClass = pair.reasonCode.split('.')[0] ?? ''
  const isAboutRequester = pair.subjectCode.split('.')[0] === '1'
  if (reasonClass === '1' && isAboutRequester) return requesterRefused
  return byReason[pair.reasonCode] ?? byClass[reasonClass] ?? unexplained
}

/** The raw pair and the SM-DP+'s own words, as they may be recorded. */
export function statusDetail(status: FunctionStatus, secrets: string[]): JsonObject {
  const pair = status.statusCodeData
  if (!pair) return { status: status.status }
  return {
    status: status.status,
    subjectCode: pair.subjectCode,
    reasonCode: pair.reasonCode,
    ...(pair.subjectIdentifier ? { subjectIdentifier: maskWords(pair.subjectIdentifier, secrets) } : {}),
    ...(pair.message ? { message: maskWords(pair.message, secrets) } : {}),
  }
}

/**
 * What a function that failed with HTTP 200 means. Sorted by the class of the reason, never by the exact pair, because
 * the pairs differ between vendors; the raw pair stays in `detail`.
 */
export function sortFailure(operation: string, status: FunctionStatus, secrets: string[]): ProviderError {
  const meaning = meaningOf(status)
  const pair = status.statusCodeData
  return new ProviderError(meaning.kind, {
    code: meaning.code,
    connector: connectorId,
    operation,
    message: `The SM-DP+ ${meaning.words} (${operation}${pair ? `, ${pair.subjectCode}/${pair.reasonCode}` : ''}).`,
    detail: statusDetail(status, secrets),
  })
}

/** The profile is not in the state that the function starts from. */
export function isWrongState(pair: StatusCodeData | null | undefined): boolean {
  return pair?.reasonCode === '3.3'
}

/** There is no such profile. */
export function isUnknownProfile(pair: StatusCodeData | null | undefined): boolean {
  return pair?.reasonCode === '3.9' || pair?.reasonCode === '3.1'
}
