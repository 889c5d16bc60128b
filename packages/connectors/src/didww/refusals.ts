import { type NumberRefusal, ProviderError } from '@turnup/domain'
import { retryAfterMs } from '../http/index.ts'
import type { ApiProblem } from './json-api.ts'

export const connectorId = 'didww'

type OwnRefusal =
  | NumberRefusal
  | 'DUPLICATE_ORDERS'
  | 'DUPLICATE_ENTRIES'
  | 'ACCESS_POINT_UNKNOWN'
  | 'ACCOUNT_INCOMPLETE'
  | 'IN_USE'
  | 'DIDWW_REFUSED'

/** A refusal that this connector makes itself or reads out of what stands at DIDWW. */
export function refused(operation: string, code: OwnRefusal, message: string): ProviderError {
  return new ProviderError('rejected', { code, connector: connectorId, operation, message })
}

/** An answer that says nothing certain: after a write the outcome is unknown, a read can simply be repeated. */
export function unclearAnswer(operation: string, effect: 'read' | 'write', what: string): ProviderError {
  return new ProviderError(effect === 'write' ? 'outcome-unknown' : 'unavailable', {
    code: 'ANSWER_UNREADABLE',
    connector: connectorId,
    operation,
    message:
      effect === 'write'
        ? `DIDWW answered ${operation} with ${what}; whether it was carried out is not known yet.`
        : `DIDWW answered ${operation} with ${what}.`,
  })
}

/** What the words of a validation error mean; codes do not tell them apart (always 100). */
const validations: [words: RegExp, code: OwnRefusal][] = [
  [/insufficient funds|balance is too low/i, 'FUNDS_SHORT'],
  [/reservation.*(expired|not found|invalid)/i, 'RESERVATION_EXPIRED'],
  [/limit.*(reached|exceeded)|too many/i, 'NUMBER_LIMIT_REACHED'],
  [/\b(did|number)s?\b.*(taken|sold|reserved|not available|no longer|out of stock|invalid)/i, 'NUMBER_TAKEN'],
  [/sku|stock.keeping/i, 'PLAN_NOT_OFFERED'],
]

function codeOf(status: number, problem: ApiProblem | undefined, words: string): OwnRefusal {
  if (status === 400 && problem?.code === '400') return 'FUNDS_SHORT'
  if (status === 409) return 'IN_USE'
  return validations.find(([pattern]) => pattern.test(words))?.[1] ?? 'DIDWW_REFUSED'
}

/**
 * The error that an answer with errors stands for. `words` are DIDWW's, already without secrets and personal data.
 * Access (401, 403) and limits (429) come before anything is done; 5xx after a write leaves it unknown.
 */
export function sortAnswer(
  call: { operation: string; effect: 'read' | 'write' },
  answer: { status: number; headers: Headers },
  problems: readonly ApiProblem[],
  words: string,
  now: Date,
): ProviderError {
  const { operation, effect } = call
  const { status } = answer
  const base = { connector: connectorId, operation }
  if (status === 401 || status === 403) {
    const message = `DIDWW does not take the API key for ${operation} (HTTP ${status}).`
    return new ProviderError('auth', { ...base, code: 'CREDENTIALS_REFUSED', message })
  }
  if (status === 429) {
    const message = 'DIDWW takes no more requests at the moment.'
    const wait = retryAfterMs(answer.headers, now)
    return new ProviderError('throttled', {
      ...base,
      code: 'TOO_MANY_REQUESTS',
      message,
      ...(wait === undefined ? {} : { retryAfterMs: wait }),
    })
  }
  if (problems.length === 0 || status >= 500 || status < 400) {
    return unclearAnswer(operation, effect, `no answer of its API (HTTP ${status})`)
  }
  const code = codeOf(status, problems[0], words)
  return new ProviderError('rejected', {
    ...base,
    code,
    message: `DIDWW refused ${operation}: ${words || `HTTP ${status}`}.`,
    detail: {
      status,
      errors: problems
        .slice(0, 5)
        .map(({ code: own, source }) => ({ code: own ?? '', pointer: source?.pointer ?? '' })),
    },
  })
}
