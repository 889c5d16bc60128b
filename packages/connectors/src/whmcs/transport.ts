import { type ConnectorDeps, ProviderError } from '@turnup/domain'
import type { z } from 'zod'
import { type HttpAnswer, observed, retryAfterMs, sendHttp } from '../http/index.ts'
import type { WhmcsConfig } from './config.ts'
import { encodeForm, type FormParams } from './encode.ts'
import { codeOf, connectorId, isAccessRefusal, unclearAnswer } from './errors.ts'
import { redactAnswer, redactRequest } from './redact.ts'

export type Effect = 'read' | 'write'
export type Call = <Schema extends z.ZodType>(
  action: string,
  effect: Effect,
  params: FormParams,
  Answer: Schema,
) => Promise<z.infer<Schema>>

/**
 * The one way into WHMCS: a form POST to includes/api.php whose answer's body, not its HTTP status, says whether it
 * went well.
 * @throws ProviderError of every kind, sorted as external facts allow: `auth`, `throttled`, `rejected`,
 * `outcome-unknown` (writes), `unavailable`
 */
export function createCall(config: WhmcsConfig, deps: ConnectorDeps): Call {
  const url = `${config.url.replace(/\/+$/, '')}/includes/api.php`
  const credentials: FormParams = {
    identifier: config.identifier,
    secret: config.secret,
    accesskey: config.accessKey,
    responsetype: 'json',
  }
  const secrets = [config.identifier, config.secret, config.accessKey].filter((text) => text !== undefined)

  return async (action, effect, params, Answer) => {
    const call = { connector: connectorId, operation: action, effect }
    return observed(deps, { ...call, request: redactRequest(params) }, async () => {
      const answer = await sendHttp({
        ...call,
        method: 'POST',
        url,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-correlation-id': deps.correlationId(),
        },
        body: encodeForm({ action, ...params, ...credentials }),
        timeoutMs: config.timeoutMs,
      })
      const body = successBody(action, effect, answer, { secrets, now: deps.now() })
      const parsed = Answer.safeParse(body)
      if (!parsed.success) {
        throw unclearAnswer(action, effect, answer.status, 'fields that are not as documented')
      }
      return { value: parsed.data, response: redactAnswer(body), status: answer.status }
    })
  }
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

/** The answer's body if it says success (in `result`, or in `status` as AddBillableItem does); throws otherwise. */
function successBody(
  action: string,
  effect: Effect,
  answer: HttpAnswer,
  { secrets, now }: { secrets: string[]; now: Date },
): Record<string, unknown> {
  const body = parseObject(answer.text)
  const verdict = body?.result ?? body?.status
  if (body && verdict === 'success') return body
  if (answer.status === 429) throw throttled(action, retryAfterMs(answer.headers, now))
  if (!body || verdict !== 'error') throw unclearAnswer(action, effect, answer.status, 'no answer of its API')
  const message = withoutSecrets(String(body.message ?? 'no reason given'), secrets)
  if (isAccessRefusal(message)) throw refusal('auth', accessCode(message), action, message, answer.status)
  if (answer.status >= 500) throw unclearAnswer(action, effect, answer.status, `"${message}"`)
  throw refusal('rejected', codeOf(message), action, message, answer.status)
}

function accessCode(message: string): string {
  if (/^invalid ip/i.test(message)) return 'ADDRESS_NOT_ALLOWED'
  return /^invalid permissions/i.test(message) ? 'PERMISSION_MISSING' : 'CREDENTIALS_REFUSED'
}

function refusal(
  kind: 'auth' | 'rejected',
  code: string,
  operation: string,
  message: string,
  status: number,
): ProviderError {
  return new ProviderError(kind, {
    code,
    connector: connectorId,
    operation,
    message: `WHMCS refused ${operation}: ${message}`,
    detail: { message, status },
  })
}

function throttled(operation: string, waitMs: number | undefined): ProviderError {
  return new ProviderError('throttled', {
    code: 'TOO_MANY_REQUESTS',
    connector: connectorId,
    operation,
    message: 'WHMCS, or the server in front of it, takes no more requests at the moment.',
    retryAfterMs: waitMs,
  })
}

function withoutSecrets(message: string, secrets: string[]): string {
  return secrets.reduce((text, secret) => text.replaceAll(secret, '•••'), message).slice(0, 300)
}
