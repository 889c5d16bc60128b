import { type ConnectorDeps, type Json, ProviderError } from '@turnup/domain'
import { type HttpAnswer, observed, sendHttp } from '../http/index.ts'
import { type DidwwConfig, isProduction } from './config.ts'
import { ApiDocument, ApiErrors, type ApiProblem } from './json-api.ts'
import { privateTexts, redactDocument, redactQuery, withoutTexts } from './redact.ts'
import { connectorId, sortAnswer, unclearAnswer } from './refusals.ts'

export const apiVersion = '2026-04-16'
const mediaType = 'application/vnd.api+json'

export interface Call {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below /v3/: 'orders', 'dids/<id>'. */
  path: string
  query?: Record<string, string>
  /** JSON:API; a form goes as it is and is shown to nobody. */
  body?: { data: unknown } | FormData
  /** A POST that changes nothing. */
  readsOnly?: boolean
}

/** DIDWW said no; some noes are answers: 404 to a read or a deletion, 422 to a validation. */
export interface Refusal {
  status: number
  problems: ApiProblem[]
  error: ProviderError
}

/** Neither of the two where there is nothing to say (204). */
export interface Answer {
  document?: ApiDocument
  refusal?: Refusal
}

export type Send = (call: Call) => Promise<Answer>

/** 'POST orders', 'PATCH dids': one name for each remote function, without ids. */
export function operationOf({ method, path }: Pick<Call, 'method' | 'path'>): string {
  return `${method} ${path.split('/')[0]}`
}

/**
 * The one way into DIDWW. What it says no to comes back as a value with the error that it stands for; `client.ts`
 * decides which noes are answers. The key goes in a header and is told nowhere.
 * @throws ProviderError `auth`, `throttled`, `outcome-unknown` (writes), `unavailable`
 */
export function createSend(config: DidwwConfig, deps: ConnectorDeps): Send {
  const root = `${config.url.replace(/\/+$/, '').replace(/\/v3$/, '')}/v3/`
  return async (call) => {
    const operation = operationOf(call)
    const effect = call.method === 'GET' || call.readsOnly ? 'read' : 'write'
    const about = { connector: connectorId, operation, effect } as const
    refuseProduction(config, operation)
    const form = call.body instanceof FormData ? call.body : undefined
    const json = call.body instanceof FormData ? undefined : call.body
    const request: Json = {
      path: call.path,
      ...(call.query ? { query: redactQuery(call.query) } : {}),
      ...(json ? Object(redactDocument(json)) : {}),
    }
    const texts = [config.apiKey, ...privateTexts(json)]
    return observed(deps, { ...about, request }, async () => {
      const answer = await sendHttp({
        ...about,
        method: call.method,
        url: `${root}${call.path}${call.query ? `?${new URLSearchParams(call.query)}` : ''}`,
        headers: {
          accept: mediaType,
          'api-key': config.apiKey,
          'x-didww-api-version': apiVersion,
          'x-correlation-id': deps.correlationId(),
          // Of a form, fetch says the type, with its boundary.
          ...(form ? {} : { 'content-type': mediaType }),
        },
        ...(form ? { body: form } : json ? { body: JSON.stringify(json) } : {}),
        timeoutMs: config.timeoutMs,
      })
      const body = bodyOf(answer)
      const value = read(about, answer, body, { texts, now: deps.now() })
      return { value, response: redactDocument(body), status: answer.status }
    })
  }
}

/** Refused before anything leaves us (X32). */
function refuseProduction({ url, allowProduction }: DidwwConfig, operation: string): void {
  if (allowProduction || !isProduction(url)) return
  throw new ProviderError('auth', {
    code: 'PRODUCTION_NOT_ALLOWED',
    connector: connectorId,
    operation,
    message: 'The settings lead to the real DIDWW, which is not allowed here. Use the test system.',
  })
}

function bodyOf({ text }: HttpAnswer): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

function read(
  about: { operation: string; effect: 'read' | 'write' },
  answer: HttpAnswer,
  body: unknown,
  { texts, now }: { texts: string[]; now: Date },
): Answer {
  if (answer.status === 204) return {}
  if (answer.status === 200 || answer.status === 201) {
    const document = ApiDocument.safeParse(body)
    if (document.success) return { document: document.data }
    throw unclearAnswer(about.operation, about.effect, 'something that is no answer of its API')
  }
  const problems = ApiErrors.safeParse(body).data?.errors ?? []
  const words = problems.map(({ detail, title }) => detail ?? title ?? '').join('; ')
  const error = sortAnswer(about, answer, problems, withoutTexts(words, texts), now)
  if (error.kind !== 'rejected') throw error
  return { refusal: { problems, status: answer.status, error } }
}
