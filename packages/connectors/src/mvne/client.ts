import { type ConnectorDeps, type JsonObject, ProviderError } from '@turnup/domain'
import type { z } from 'zod'
import { type HttpAnswer, observed, retryAfterMs, sendHttp } from '../http/index.ts'
import type { MvneConfig } from './config.ts'
import { maskMvne, maskWords } from './mask-mvne.ts'
import { WireProblem } from './wire.ts'

export const connectorId = 'mvne'

export interface MvneCall {
  operation: 'findLine' | 'activateLine' | 'replaceProfile' | 'terminateLine' | 'findTopUp' | 'topUp'
  effect: 'read' | 'write'
  method: 'GET' | 'PUT' | 'DELETE'
  /** Path segments; refs hold slashes, so each is encoded by itself. */
  path: string[]
  body?: JsonObject
}

export interface MvneClient {
  /** The parsed answer; undefined for 404 and for 204. @throws ProviderError */
  send<Schema extends z.ZodType>(call: MvneCall, Answer: Schema): Promise<z.infer<Schema> | undefined>
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function notUnderstood(call: MvneCall, status: number): ProviderError {
  const isWrite = call.effect === 'write'
  return new ProviderError(isWrite ? 'outcome-unknown' : 'unavailable', {
    code: 'REPLY_NOT_UNDERSTOOD',
    connector: connectorId,
    operation: call.operation,
    message: `The line activation service gave an answer to ${call.operation} (HTTP ${status}) that is not in its contract.`,
    detail: { status },
  })
}

function sortRefusal(call: MvneCall, answer: HttpAnswer, now: Date): ProviderError {
  const { status } = answer
  const problem = WireProblem.safeParse(parseJson(answer.text))
  const detail = {
    status,
    ...(problem.success ? { code: problem.data.code, message: maskWords(problem.data.message) } : {}),
  }
  const tell = (kind: ProviderError['kind'], code: string, message: string) =>
    new ProviderError(kind, { code, connector: connectorId, operation: call.operation, message, detail })
  if (status === 401 || status === 403) {
    return tell(
      'auth',
      'CREDENTIALS_REFUSED',
      `The line activation service refused our key (HTTP ${status}).`,
    )
  }
  if (status === 429) {
    return new ProviderError('throttled', {
      code: 'TOO_MANY_REQUESTS',
      connector: connectorId,
      operation: call.operation,
      message: 'The line activation service takes no more requests at the moment.',
      retryAfterMs: retryAfterMs(answer.headers, now),
    })
  }
  // Below 500 only the contract's own problem counts as a no; a proxy's error page proves nothing.
  if (status >= 500 || !problem.success) return notUnderstood(call, status)
  const words = `The line activation service refused ${call.operation}: ${detail.message}`
  return tell(
    'rejected',
    /^[A-Z][A-Z_]+$/.test(problem.data.code) ? problem.data.code : 'LINE_REFUSED',
    words,
  )
}

export function createMvneClient(config: MvneConfig, deps: ConnectorDeps): MvneClient {
  const origin = config.url.replace(/\/+$/, '')
  return {
    send: (call, Answer) => {
      const { operation, effect, method, path, body } = call
      const request = maskMvne({ path: path.join('/'), ...body })
      return observed(deps, { connector: connectorId, operation, effect, request }, async () => {
        const answer = await sendHttp({
          connector: connectorId,
          operation,
          effect,
          method,
          url: `${origin}/${path.map(encodeURIComponent).join('/')}`,
          headers: {
            authorization: `Bearer ${config.apiKey}`,
            'x-correlation-id': deps.correlationId(),
            ...(body ? { 'content-type': 'application/json' } : {}),
          },
          ...(body ? { body: JSON.stringify(body) } : {}),
          timeoutMs: config.timeoutMs,
        })
        const { status } = answer
        const isMissing =
          status === 404 && WireProblem.safeParse(parseJson(answer.text)).data?.code === 'NOT_FOUND'
        if (status === 204 || (isMissing && method !== 'PUT'))
          return { value: undefined, response: null, status }
        if (status !== 200 && status !== 201) throw sortRefusal(call, answer, deps.now())
        const parsed = Answer.safeParse(parseJson(answer.text))
        if (!parsed.success) throw notUnderstood(call, status)
        return { value: parsed.data, response: maskMvne(parsed.data as JsonObject), status }
      })
    },
  }
}
