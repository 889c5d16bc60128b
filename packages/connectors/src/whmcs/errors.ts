import { ProviderError, type ProviderErrorKind } from '@turnup/domain'

export const connectorId = 'whmcs'

/** Messages that mean that we may not do this at all; nothing happened there. */
const refusedAccess =
  /^(authentication failed|invalid ip|invalid permissions|access denied|invalid access key)/i

/** WHMCS has no error codes: its sentences, from the error lists of its API reference, are the only key. */
const codeByMessage: [RegExp, string][] = [
  [/^client (id )?not found|^invalid client_id/i, 'CLIENT_NOT_FOUND'],
  [/user already exists with that email|duplicate email address|email address entered/i, 'EMAIL_IN_USE'],
  [/^you did not enter|^valid country required/i, 'CLIENT_INCOMPLETE'],
  [/^invalid payment method/i, 'PAYMENT_METHOD_INVALID'],
  [/^no items added to cart/i, 'ORDER_EMPTY'],
  [/client status is closed/i, 'CLIENT_CLOSED'],
  [/^expecting parameter/i, 'REQUEST_MALFORMED'],
  [/^order id not found or status not pending/i, 'ORDER_NOT_PENDING'],
  [/^service id not found/i, 'SERVICE_NOT_FOUND'],
  [/^invoice id not found/i, 'INVOICE_NOT_FOUND'],
  [/^invoice not found or not unpaid/i, 'INVOICE_NOT_UNPAID'],
  [/^payment attempt failed/i, 'PAYMENT_FAILED'],
  [/^sso authentication blocked/i, 'SSO_BLOCKED'],
  [/^action .* not found|^command not found/i, 'ACTION_UNKNOWN'],
]

/** The stable code of one of WHMCS's own sentences. */
export function codeOf(message: string): string {
  return codeByMessage.find(([pattern]) => pattern.test(message))?.[1] ?? 'WHMCS_REFUSED'
}

export function isAccessRefusal(message: string): boolean {
  return refusedAccess.test(message)
}

/** A refusal that this connector makes itself or reads out of WHMCS's state, not out of a message. */
export function rejected(
  operation: string,
  code: string,
  message: string,
  detail?: { [name: string]: string },
): ProviderError {
  return new ProviderError('rejected', {
    code,
    message,
    connector: connectorId,
    operation,
    ...(detail ? { detail } : {}),
  })
}

/** An answer that says nothing certain: after a write the outcome is unknown, a read can simply be repeated. */
export function unclearAnswer(
  operation: string,
  effect: 'read' | 'write',
  status: number,
  what: string,
): ProviderError {
  const kind: ProviderErrorKind = effect === 'write' ? 'outcome-unknown' : 'unavailable'
  return new ProviderError(kind, {
    code: 'ANSWER_UNREADABLE',
    connector: connectorId,
    operation,
    message:
      effect === 'write'
        ? `WHMCS answered ${operation} with ${what} (HTTP ${status}); whether it was carried out is not known yet.`
        : `WHMCS answered ${operation} with ${what} (HTTP ${status}).`,
    detail: { status },
  })
}
