import { setTimeout as delay } from 'node:timers/promises'
import { type ConnectorDeps, type Json, type JsonObject, ProviderError } from '@turnup/domain'
import type { z } from 'zod'
import { type HttpAnswer, observed, sendHttp } from '../http/index.ts'
import { type CompositeRequest, checkComposite } from './composite.ts'
import type { SalesforceSettings } from './config.ts'
import { redact, redactText } from './redact.ts'
import { parseJson, type Session, type SessionSource } from './session.ts'
import { malformedAnswer, nothingHappened, problemsIn, salesforceError } from './sort-error.ts'
import { CompositeAnswer, Describe, Limits, QueryPage, type SalesforceRecord, SaveResult } from './wire.ts'

export interface SalesforceClient {
  /** Every record, over as many pages as it takes. */
  query(soql: string): Promise<SalesforceRecord[]>
  /** The rest of a child query whose first page came with its parent. */
  queryMore(nextRecordsUrl: string): Promise<SalesforceRecord[]>
  create(object: string, fields: JsonObject): Promise<{ id: string }>
  update(object: string, id: string, fields: JsonObject): Promise<void>
  /** All or nothing. Gives the bodies by reference id. */
  composite(requests: CompositeRequest[]): Promise<Map<string, Json>>
  describe(object: string): Promise<Describe | undefined>
  limits(): Promise<Limits>
  apiUsage(): { used: number; limit: number } | undefined
}

interface RestCall {
  operation: string
  effect: 'read' | 'write'
  method: 'GET' | 'POST' | 'PATCH'
  /** After the instance's host: /services/data/v64.0/... */
  path: string
  body?: JsonObject
  /** What may be recorded of the request. */
  request: Json
}

/** A row stays locked for as long as another save takes; four tries over some two seconds outlast most. */
const lockTries = 4

/**
 * The few REST calls that the connector needs, each with a deadline, one renewal of the session, and its errors
 * sorted by kind.
 * @throws ProviderError from every function
 */
export function createSalesforceClient(
  settings: SalesforceSettings,
  deps: ConnectorDeps,
  sessions: SessionSource,
): SalesforceClient {
  const base = `/services/data/${settings.apiVersion}`
  let usage: { used: number; limit: number } | undefined

  async function sendOnce<Value>(call: RestCall, session: Session, read: Reader<Value>): Promise<Value> {
    const noted = {
      connector: 'salesforce',
      operation: call.operation,
      effect: call.effect,
      request: call.request,
    }
    return observed(deps, noted, async () => {
      const answer = await sendHttp({
        connector: 'salesforce',
        operation: call.operation,
        effect: call.effect,
        method: call.method,
        url: `${session.instanceUrl}${call.path}`,
        headers: {
          authorization: `Bearer ${session.accessToken}`,
          accept: 'application/json',
          ...(call.body ? { 'content-type': 'application/json' } : {}),
        },
        ...(call.body ? { body: JSON.stringify(call.body) } : {}),
        timeoutMs: settings.timeoutMs,
      })
      usage = usageIn(answer) ?? usage
      return { ...read(answer), status: answer.status }
    })
  }

  async function send<Value>(call: RestCall, read: Reader<Value>): Promise<Value> {
    let session = await sessions.current()
    let renewed = false
    for (let tries = 1; ; ) {
      try {
        return await sendOnce(call, session, read)
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error
        if (error.code === 'INVALID_SESSION_ID' && !renewed) {
          renewed = true
          session = await sessions.renew(session)
        } else if (nothingHappened.has(error.code) && tries < lockTries) {
          await delay(settings.lockRetryMs * 2 ** (tries - 1) * (0.5 + Math.random()))
          tries += 1
        } else throw error
      }
    }
  }

  function page(path: string, request: Json): Promise<QueryPage> {
    const call = { operation: 'query', effect: 'read', method: 'GET', path, request } as const
    return send(call, (answer) => {
      const value = parsed(QueryPage, call, answer)
      return { value, response: { totalSize: value.totalSize } }
    })
  }

  async function queryMore(nextRecordsUrl: string): Promise<SalesforceRecord[]> {
    const records: SalesforceRecord[] = []
    let next: string | undefined = nextRecordsUrl
    while (next) {
      const more: QueryPage = await page(next, { next })
      records.push(...more.records)
      next = more.nextRecordsUrl
    }
    return records
  }

  return {
    queryMore,

    async query(soql) {
      const first = await page(`${base}/query?q=${encodeURIComponent(soql)}`, { soql: redactText(soql) })
      return first.nextRecordsUrl
        ? [...first.records, ...(await queryMore(first.nextRecordsUrl))]
        : first.records
    },

    create(object, fields) {
      const path = `${base}/sobjects/${object}`
      const call = { ...restCall('POST', `/sobjects/${object}`, path, redact(fields)), body: fields }
      return send(call, (answer) => {
        const { id } = parsed(SaveResult, call, answer)
        if (!id) throw malformedAnswer(call)
        return { value: { id }, response: { id } }
      })
    },

    update(object, id, fields) {
      const path = `${base}/sobjects/${object}/${id}`
      const request = { Id: id, ...(redact(fields) as JsonObject) }
      const call = { ...restCall('PATCH', `/sobjects/${object}`, path, request), body: fields }
      return send(call, (answer) => {
        refuseFailure(call, answer)
        if (answer.status !== 204) parsed(SaveResult, call, answer)
        return { value: undefined, response: null }
      })
    },

    composite(requests) {
      const body = {
        allOrNone: true,
        compositeRequest: requests.map(({ path, ...request }) => ({ ...request, url: `${base}${path}` })),
      }
      const call = { ...restCall('POST', '/composite', `${base}/composite`, redact(body)), body }
      return send(call, (answer) => {
        const value = checkComposite(parsed(CompositeAnswer, call, answer), call)
        return { value, response: { references: [...value.keys()] } }
      })
    },

    describe(object) {
      const path = `${base}/sobjects/${object}/describe`
      const call = {
        operation: 'describe',
        effect: 'read',
        method: 'GET',
        path,
        request: { object },
      } as const
      return send<Describe | undefined>(call, (answer) => {
        if (answer.status === 404) return { value: undefined, response: null }
        const value = parsed(Describe, call, answer)
        return { value, response: { fields: value.fields.length } }
      })
    },

    limits() {
      const call = {
        operation: 'limits',
        effect: 'read',
        method: 'GET',
        path: `${base}/limits`,
        request: {},
      } as const
      return send(call, (answer) => {
        const value = parsed(Limits, call, answer)
        return { value, response: value }
      })
    },

    apiUsage: () => usage,
  }
}

type Reader<Value> = (answer: HttpAnswer) => { value: Value; response: Json }

function restCall(method: RestCall['method'], remote: string, path: string, request: Json): RestCall {
  return {
    operation: `${method} ${remote}`,
    effect: method === 'GET' ? 'read' : 'write',
    method,
    path,
    request,
  }
}

function refuseFailure(call: RestCall, answer: HttpAnswer): void {
  if (answer.status >= 200 && answer.status < 300) return
  throw salesforceError(answer.status, call, problemsIn(parseJson(answer.text))[0])
}

function parsed<Schema extends z.ZodType>(
  schema: Schema,
  call: RestCall,
  answer: HttpAnswer,
): z.output<Schema> {
  refuseFailure(call, answer)
  const result = schema.safeParse(parseJson(answer.text))
  if (!result.success) throw malformedAnswer(call)
  return result.data
}

/** Every reply says how much of the day's allowance is used (R101): api-usage=18/5000. */
function usageIn(answer: HttpAnswer): { used: number; limit: number } | undefined {
  const match = answer.headers.get('sforce-limit-info')?.match(/api-usage=(\d+)\/(\d+)/)
  return match ? { used: Number(match[1]), limit: Number(match[2]) } : undefined
}
