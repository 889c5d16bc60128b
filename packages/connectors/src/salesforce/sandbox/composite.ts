import type { Json, JsonObject } from '@turnup/domain'
import type { Rest, RestAnswer } from './rest.ts'
import { SalesforceFault } from './salesforce-fault.ts'
import type { Org } from './soql-column.ts'

interface Part {
  method: string
  url: string
  referenceId: string
  body: Json
}
type Answered = { body: Json; httpHeaders: JsonObject; httpStatusCode: number; referenceId: string }

/** Thrown to take back what an all-or-nothing composite has done so far. */
class Halted extends Error {
  readonly answers: Answered[]

  constructor(answers: Answered[]) {
    super('halted')
    this.answers = answers
  }
}

/**
 * POST /composite: subrequests one after the other, with @{reference.field} filled in from earlier answers (b.2).
 * With allOrNone one failure takes everything back, and the others say PROCESSING_HALTED.
 */
export function runComposite(body: JsonObject, org: Org, rest: Rest): RestAnswer {
  const parts = partsOf(body)
  const results = new Map<string, Json>()
  const answers: Answered[] = []
  const answered = (part: Part, { status, body: answer }: RestAnswer): Answered => ({
    body: answer,
    httpHeaders: {},
    httpStatusCode: status,
    referenceId: part.referenceId,
  })

  try {
    org.store.transaction(() => {
      for (const part of parts) {
        const answer = perform(part, results, org, rest)
        answers.push(answered(part, answer))
        if (failed(answer) && body.allOrNone === true) throw new Halted(halt(parts, answers))
        if (!failed(answer)) results.set(part.referenceId, answer.body)
      }
    })
    return { status: 200, body: { compositeResponse: answers } }
  } catch (error) {
    if (!(error instanceof Halted)) throw error
    return { status: 200, body: { compositeResponse: error.answers } }
  }
}

function partsOf(body: JsonObject): Part[] {
  const parts = body.compositeRequest as unknown as Part[] | undefined
  if (!Array.isArray(parts)) throw new SalesforceFault('JSON_PARSER_ERROR', 'compositeRequest is missing')
  if (parts.length > 25) throw new SalesforceFault('LIMIT_EXCEEDED', 'A composite takes up to 25 subrequests')
  const heavy = parts.filter(({ url }) => /\/(composite\/sobjects|query)/.test(url)).length
  if (heavy > 5)
    throw new SalesforceFault('LIMIT_EXCEEDED', 'A composite takes up to 5 queries and collections')
  return parts
}

function perform(part: Part, results: Map<string, Json>, org: Org, rest: Rest): RestAnswer {
  try {
    const url = new URL(String(fill(part.url, results)), 'http://composite')
    if (!url.pathname.startsWith('/services/data/v')) {
      throw new SalesforceFault('NOT_FOUND', 'The requested resource does not exist', { status: 404 })
    }
    const path = url.pathname.replace(/^\/services\/data\/v[\d.]+/, '')
    const request = { method: part.method, path, query: Object.fromEntries(url.searchParams) }
    return org.store.savepoint(() => rest({ ...request, body: fill(part.body ?? null, results) }))
  } catch (error) {
    if (!(error instanceof SalesforceFault)) throw error
    return { status: error.status, body: error.body }
  }
}

function failed({ status, body }: RestAnswer): boolean {
  if (status >= 300) return true
  return (
    Array.isArray(body) && body.some((result) => (result as { success?: boolean } | null)?.success === false)
  )
}

function halt(parts: Part[], answers: Answered[]): Answered[] {
  const culprit = answers.at(-1)!
  return parts.map((part) => {
    if (part.referenceId === culprit.referenceId) return culprit
    const message = 'The transaction was rolled back since another operation in the same transaction failed.'
    return {
      body: [{ errorCode: 'PROCESSING_HALTED', message }],
      httpHeaders: {},
      httpStatusCode: 400,
      referenceId: part.referenceId,
    }
  })
}

/** @throws SalesforceFault when a reference names nothing */
function fill(value: Json, results: Map<string, Json>): Json {
  if (Array.isArray(value)) return value.map((item) => fill(item, results))
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, results)]))
  }
  if (typeof value !== 'string') return value
  return value.replace(/@\{(\w+)\.(\w+)\}/g, (whole, reference, field) => {
    const result = results.get(reference)
    const found =
      result !== null && typeof result === 'object' && !Array.isArray(result) ? result[field] : undefined
    if (found === undefined) {
      const message = `Invalid reference specified. No value for ${whole.slice(2, -1)} found in ${reference}`
      throw new SalesforceFault('PROCESSING_HALTED', message)
    }
    return String(found)
  })
}
