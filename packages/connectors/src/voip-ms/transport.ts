import type { ConnectorDeps } from '@turnup/domain'
import { ProviderError } from '@turnup/domain'
import type { z } from 'zod'
import { type HttpAnswer, observed, retryAfterMs, sendHttp } from '../http/index.ts'
import type { VoipMsConfig } from './config.ts'
import { type Params, redactAnswer, redactRequest, withoutSecrets } from './redact.ts'
import { connectorId, emptyLists, isEmptyList, sortStatus, unclearAnswer } from './status-codes.ts'

export type Effect = 'read' | 'write'
export type Call = <Schema extends z.ZodType>(
  method: string,
  effect: Effect,
  params: Params,
  Answer: Schema,
) => Promise<z.infer<Schema>>

/**
 * The one way into VoIP.ms: a GET whose answer's body, not its HTTP status, says whether it went well. An empty list
 * comes as an error code of its own and is an empty body here. The address holds the credentials and is told nowhere.
 * @throws ProviderError `auth`, `throttled`, `rejected`, `outcome-unknown` (writes), `unavailable`
 */
export function createCall(config: VoipMsConfig, deps: ConnectorDeps): Call {
  const door = `${config.url.replace(/\/+$/, '')}/api/v1/rest.php`
  const credentials = { api_username: config.apiUsername, api_password: config.apiPassword }
  const secrets = [config.apiPassword, config.apiUsername]

  return async (method, effect, params, Answer) => {
    const call = { connector: connectorId, operation: method, effect }
    return observed(deps, { ...call, request: redactRequest(params) }, async () => {
      const answer = await sendHttp({
        ...call,
        method: 'GET',
        url: `${door}?${queryOf({ ...credentials, method, ...params })}`,
        headers: { 'cache-control': 'no-store', 'x-correlation-id': deps.correlationId() },
        timeoutMs: config.timeoutMs,
      })
      const body = successBody(method, effect, answer, { secrets, now: deps.now() })
      const parsed = Answer.safeParse(body)
      if (!parsed.success) throw unclearAnswer(method, effect, 'fields that are not as documented')
      return { value: parsed.data, response: redactAnswer(body), status: answer.status }
    })
  }
}

function queryOf(params: Params): URLSearchParams {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined) query.set(name, String(value))
  }
  return query
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

function successBody(
  method: string,
  effect: Effect,
  answer: HttpAnswer,
  { secrets, now }: { secrets: string[]; now: Date },
): Record<string, unknown> {
  if (answer.status === 429) throw tooMany(method, retryAfterMs(answer.headers, now))
  // Some functions that give nothing back answer success with no body at all.
  if (answer.status === 200 && effect === 'write' && answer.text.trim() === '') return {}
  const body = answer.status === 200 ? parseObject(answer.text) : undefined
  if (!body) throw unclearAnswer(method, effect, `no answer of its API (HTTP ${answer.status})`)
  const { status } = body
  if (status === 'success') return body
  if (typeof status !== 'string') throw unclearAnswer(method, effect, 'no status')
  if (effect === 'read' && isEmptyList(status)) return emptyLists
  throw sortStatus(method, effect, status, withoutSecrets(status, secrets))
}

function tooMany(operation: string, waitMs: number | undefined): ProviderError {
  return new ProviderError('throttled', {
    code: 'TOO_MANY_REQUESTS',
    connector: connectorId,
    operation,
    message: 'VoIP.ms, or the server in front of it, takes no more requests at the moment.',
    retryAfterMs: waitMs,
  })
}
