import { type NumberRefusal, ProviderError, type ProviderErrorKind } from '@turnup/domain'

export const connectorId = 'voip-ms'

/** Codes that mean an empty list, not an error; a read of one thing that is not there is one too. */
const emptyCodes = new Set(['no_did', 'no_account', 'no_rate', 'invalid_did', 'invalid_account'])

/** What an empty list stands for, whichever list was asked for. An answer without its list is something else. */
export const emptyLists = { dids: [], accounts: [], ratecenters: [] }

const accessCodes: Record<string, [code: string, words: string]> = {
  invalid_credentials: ['CREDENTIALS_REFUSED', 'does not take the API user name or password'],
  missing_credentials: ['CREDENTIALS_REFUSED', 'misses the API user name or password'],
  api_not_enabled: ['API_NOT_ENABLED', 'has the API switched off for this account'],
  ip_not_enabled: ['ADDRESS_NOT_ALLOWED', 'does not allow calls from this address'],
  invalid_method: ['METHOD_UNKNOWN', 'does not know the function'],
  missing_method: ['METHOD_UNKNOWN', 'was asked for no function'],
}

const refusals: Record<string, [code: NumberRefusal | 'ROUTING_REFUSED' | 'POP_UNKNOWN', words: string]> = {
  did_in_use: ['NUMBER_TAKEN', 'the number is in use already'],
  invalid_did: ['NUMBER_TAKEN', 'the number is not for sale'],
  unsifficient_stock: ['NUMBER_TAKEN', 'there is no stock left'],
  Unable_to_purchase: ['NUMBER_TAKEN', 'the number cannot be bought'],
  order_failed: ['NUMBER_TAKEN', 'the order was not completed'],
  non_sufficient_funds: ['FUNDS_SHORT', 'the balance of the account does not suffice'],
  did_limit_reached: ['NUMBER_LIMIT_REACHED', 'the account may hold no more numbers'],
  invalid_billingtype: ['PLAN_NOT_OFFERED', 'the plan is not offered for this number'],
  account_with_dids: ['TRUNK_IN_USE', 'numbers still ring at this sub-account'],
  invalid_state: ['PLACE_UNKNOWN', 'there is no such state'],
  invalid_province: ['PLACE_UNKNOWN', 'there is no such province'],
  invalid_ratecenter: ['PLACE_UNKNOWN', 'there is no such rate centre'],
  invalid_query: ['QUERY_INVALID', 'the pattern makes no sense there'],
  invalid_routing: ['ROUTING_REFUSED', 'the number cannot ring there'],
  invalid_serverpop: ['POP_UNKNOWN', 'there is no such server (POP)'],
}

/** Nothing was done: VoIP.ms says so before it starts. */
const notStarted = new Set(['method_maintenance'])
/** Something behind VoIP.ms failed; after a write nobody can say how far it got. */
const halfWay = new Set(['provider_outofservice', 'tls_error', 'unavailable_info'])

export function isEmptyList(status: string): boolean {
  return emptyCodes.has(status)
}

/** The error that a status other than "success" stands for; `words` is the status as it may be shown. */
export function sortStatus(
  operation: string,
  effect: 'read' | 'write',
  status: string,
  words: string,
): ProviderError {
  const tell = (kind: ProviderErrorKind, code: string, message: string, retryAfterMs?: number) =>
    new ProviderError(kind, {
      code,
      message,
      connector: connectorId,
      operation,
      detail: { status: words },
      ...(retryAfterMs ? { retryAfterMs } : {}),
    })
  // The limit is counted by the minute.
  if (status === 'api_limit_exceeded') {
    return tell('throttled', 'TOO_MANY_REQUESTS', 'VoIP.ms takes no more requests in this minute.', 60_000)
  }
  const access = accessCodes[status]
  if (access) return tell('auth', access[0], `VoIP.ms ${access[1]} (${words}).`)
  if (notStarted.has(status)) return tell('unavailable', 'MAINTENANCE', `VoIP.ms is mending ${operation}.`)
  if (halfWay.has(status)) return unclearAnswer(operation, effect, `"${words}"`)
  const refusal = refusals[status]
  if (refusal) return tell('rejected', refusal[0], `VoIP.ms refused ${operation}: ${refusal[1]} (${words}).`)
  return tell('rejected', 'VOIP_MS_REFUSED', `VoIP.ms refused ${operation}: ${words}.`)
}

/** An answer that says nothing certain: after a write the outcome is unknown, a read can simply be repeated. */
export function unclearAnswer(operation: string, effect: 'read' | 'write', what: string): ProviderError {
  return new ProviderError(effect === 'write' ? 'outcome-unknown' : 'unavailable', {
    code: 'ANSWER_UNREADABLE',
    connector: connectorId,
    operation,
    message:
      effect === 'write'
        ? `VoIP.ms answered ${operation} with ${what}; whether it was carried out is not known yet.`
        : `VoIP.ms answered ${operation} with ${what}.`,
  })
}

/** A refusal that this connector makes itself or reads out of what stands at VoIP.ms. */
export function refused(
  operation: string,
  code: NumberRefusal | 'POP_UNKNOWN' | 'DUPLICATE_ORDERS' | 'PASSWORD_HIDDEN',
  message: string,
): ProviderError {
  return new ProviderError('rejected', { code, connector: connectorId, operation, message })
}

/** VoIP.ms said yes, or no for a reason that may be our own earlier success, and what should be there is not to be seen. */
export function notConfirmed(operation: string, why: string, cause?: unknown): ProviderError {
  return new ProviderError('outcome-unknown', {
    code: 'NOT_CONFIRMED',
    connector: connectorId,
    operation,
    message: `VoIP.ms was asked for ${operation}, but ${why}.`,
    cause,
  })
}
