import { ProviderError, type ProviderErrorKind } from '@turnup/domain'
import { maskAddresses } from '../mail-record/mail-record.ts'

export const connectorId = 'smtp'

/** What nodemailer tells about a failure. */
interface SmtpFailure {
  code?: string
  originalCode?: string
  timeoutType?: string
  responseCode?: number
  response?: string
}

/** Failures of the way to the server, before it could have read a mail. */
const notSentCodes = new Set(['EDNS', 'ETLS', 'ECONFIG', 'EREQUIRETLS', 'EPROXY'])
const notSentCauses = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])
const notSentTimeouts = new Set(['CONNECT_TIMEOUT', 'GREETING_TIMEOUT'])
const authReplies = new Set([530, 534, 535, 538])

interface Meaning {
  kind: ProviderErrorKind
  code: string
  words: string
}

function meaningOf(failure: SmtpFailure): Meaning {
  const { code = '', originalCode = '', timeoutType = '', responseCode = 0 } = failure
  if (notSentCodes.has(code) || notSentCauses.has(originalCode) || notSentTimeouts.has(timeoutType)) {
    return { kind: 'unavailable', code: 'UNREACHABLE', words: 'cannot be reached as it should be' }
  }
  if (responseCode >= 400 && responseCode < 500) {
    return { kind: 'unavailable', code: 'MAIL_DEFERRED', words: 'takes no mail at the moment' }
  }
  if (code === 'EAUTH' || code === 'ENOAUTH' || authReplies.has(responseCode)) {
    return { kind: 'auth', code: 'CREDENTIALS_REFUSED', words: 'refused our user name or password' }
  }
  // Without an answer it was nodemailer itself that would not send such a mail.
  const isOurs = failure.response === undefined && (code === 'EENVELOPE' || code === 'EMESSAGE')
  if (isOurs || (responseCode >= 500 && responseCode < 600)) {
    return { kind: 'rejected', code: 'MAIL_REFUSED', words: 'refused the mail' }
  }
  return {
    kind: 'outcome-unknown',
    code: 'REPLY_LOST',
    words: 'did not say whether it took the mail, which is not known yet',
  }
}

/**
 * What a failed send means. A connection that is lost once it stood counts as unknown even before the mail's text was
 * sent: nodemailer does not tell the two apart.
 */
export function sortSmtpError(operation: string, error: unknown): ProviderError {
  const failure = Object(error) as SmtpFailure
  const meaning = meaningOf(failure)
  const response = failure.response ? maskAddresses(failure.response) : undefined
  return new ProviderError(meaning.kind, {
    code: meaning.code,
    connector: connectorId,
    operation,
    message: `The mail server ${meaning.words}${response ? `: ${response}` : ` (${failure.code ?? 'no answer'}).`}`,
    // nodemailer's own error is left out: its text may hold addresses.
    detail: {
      code: failure.code ?? null,
      ...(failure.responseCode ? { responseCode: failure.responseCode } : {}),
      ...(response ? { response } : {}),
    },
  })
}
