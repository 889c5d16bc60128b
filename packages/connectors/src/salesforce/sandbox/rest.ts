import type { Json, JsonObject } from '@turnup/domain'
import { runComposite } from './composite.ts'
import { describeObject } from './describe.ts'
import type { Dml } from './dml.ts'
import type { EventBus } from './event-bus.ts'
import { EventRefused } from './event-schema.ts'
import type { QueryPages } from './query-pages.ts'
import type { StoredRecord } from './record-store.ts'
import { SalesforceFault } from './salesforce-fault.ts'
import { findField, findObject, type ObjectSchema } from './schema.ts'
import type { Org } from './soql-column.ts'
import { parseSoql } from './soql-parse.ts'
import { runSoql } from './soql-run.ts'

export interface RestRequest {
  method: string
  /** After /services/data/vNN.0, without the query. */
  path: string
  query: Record<string, string | undefined>
  body: Json
}

export interface RestAnswer {
  status: number
  body: Json
}

export interface RestParts {
  org: Org
  dml: Dml
  bus: EventBus
  pages: QueryPages
  limits(): { Max: number; Remaining: number }
}

/** The REST API behind its doors: one request in, one answer out, nothing half done. */
export type Rest = (request: RestRequest) => RestAnswer

export function createRest(parts: RestParts): Rest {
  const { org, dml } = parts

  function objectOf(name: string | undefined): ObjectSchema {
    const object = findObject(org.schema, name ?? '')
    if (object) return object
    throw notFound()
  }

  function require(object: ObjectSchema, permission: 'create' | 'read' | 'update'): void {
    if (object.may[permission]) return
    const message = `entity type ${object.name} is not ${permission}able for this user`
    throw new SalesforceFault('INSUFFICIENT_ACCESS_OR_READONLY', message, { status: 403 })
  }

  function create(object: ObjectSchema, body: Json): RestAnswer {
    require(object, 'create')
    const fields = objectBody(body)
    const id = object.event
      ? publish(object, fields)
      : org.store.transaction(() => dml.insert(object.name, fields))
    return { status: 201, body: { id, success: true, errors: [] } }
  }

  function publish(object: ObjectSchema, fields: JsonObject): string {
    try {
      return parts.bus.publish(`/event/${object.name}`, fields as Record<string, string | number | null>)
        .eventId
    } catch (error) {
      if (!(error instanceof EventRefused)) throw error
      throw new SalesforceFault(error.code, error.message, { fields: error.fields })
    }
  }

  /** By record id, or by an external id; several records may share the latter. */
  function find(object: ObjectSchema, [idOrField = '', value]: string[]): StoredRecord[] {
    require(object, 'read')
    if (value === undefined) {
      const record = org.store.get(object.name, idOrField)
      return record ? [record] : []
    }
    const found = findField(object, idOrField)
    if (found?.field.externalId) return org.store.byIndex(object.name, found.name, value) ?? []
    const message = 'Provided external ID field does not exist or is not accessible'
    throw new SalesforceFault('NOT_FOUND', message, { status: 404 })
  }

  function severalAnswer(object: ObjectSchema, records: StoredRecord[]): RestAnswer {
    return { status: 300, body: records.map(({ Id }) => `${org.base}/sobjects/${object.name}/${Id}`) }
  }

  function read(object: ObjectSchema, key: string[], fields: string | undefined): RestAnswer {
    const [found, ...others] = find(object, key)
    if (!found) throw notFound()
    if (others.length > 0) return severalAnswer(object, [found, ...others])
    const names = fields?.split(',') ?? Object.keys(object.fields)
    const soql = `SELECT ${[...new Set(['Id', ...names])].join(',')} FROM ${object.name} WHERE Id = '${found.Id}'`
    return { status: 200, body: runSoql(org, parseSoql(soql))[0] ?? null }
  }

  /** By id: an update. By external id: an update or, when there is none yet, a create. */
  function change(object: ObjectSchema, key: string[], body: Json): RestAnswer {
    require(object, 'update')
    const fields = objectBody(body)
    const [found, ...others] = find(object, key)
    if (others.length > 0) return severalAnswer(object, [found!, ...others])
    const [idOrField, value] = key
    if (found) org.store.transaction(() => dml.update(object.name, found.Id, fields))
    if (value === undefined) {
      if (!found) throw notFound()
      return { status: 204, body: null }
    }
    if (found) return { status: 200, body: { id: found.Id, success: true, errors: [], created: false } }
    require(object, 'create')
    const id = org.store.transaction(() => dml.insert(object.name, { ...fields, [idOrField!]: value }))
    return { status: 201, body: { id, success: true, errors: [], created: true } }
  }

  function collection(method: string, body: Json): RestAnswer {
    const { allOrNone = false, records } = objectBody(body)
    if (!Array.isArray(records) || records.length > 200) {
      throw new SalesforceFault('LIMIT_EXCEEDED', 'A collection takes up to 200 records')
    }
    const results = org.store.savepoint(() => {
      const saved = records.map((record) => saveOne(method, objectBody(record)))
      if (allOrNone && saved.some((result) => !result.success)) throw new RolledBack(saved)
      return saved
    })
    return { status: 200, body: results }
  }

  function saveOne(method: string, record: JsonObject): JsonObject & { success: boolean } {
    try {
      const { type } = objectBody(record.attributes ?? {})
      const object = objectOf(String(type))
      const { Id, id = Id, attributes: _attributes, ...fields } = record
      if (method === 'POST') {
        require(object, 'create')
        return { id: org.store.savepoint(() => dml.insert(object.name, fields)), success: true, errors: [] }
      }
      require(object, 'update')
      org.store.savepoint(() => dml.update(object.name, String(id), fields))
      return { id: String(id), success: true, errors: [] }
    } catch (error) {
      if (!(error instanceof SalesforceFault)) throw error
      return { success: false, errors: [error.saveError] }
    }
  }

  function sobjects(method: string, [name, ...key]: string[], request: RestRequest): RestAnswer {
    const object = objectOf(name)
    if (key.length === 0 && method === 'POST') return create(object, request.body)
    if (key[0] === 'describe' && method === 'GET') return { status: 200, body: describeObject(object) }
    if (key.length > 0 && method === 'GET') return read(object, key, request.query.fields)
    if (key.length > 0 && method === 'PATCH') return change(object, key, request.body)
    if (key.length === 1 && method === 'DELETE') {
      throw new SalesforceFault(
        'INSUFFICIENT_ACCESS_OR_READONLY',
        'insufficient access rights on object id',
        { status: 403 },
      )
    }
    throw new SalesforceFault('METHOD_NOT_ALLOWED', `HTTP Method '${method}' not allowed.`, { status: 405 })
  }

  function route(request: RestRequest): RestAnswer {
    const [area, ...rest] = request.path.split('/').filter(Boolean).map(decodeURIComponent)
    switch (`${request.method} ${area}`) {
      case 'GET query':
        return rest[0]
          ? { status: 200, body: parts.pages.next(rest[0]) }
          : { status: 200, body: parts.pages.first(runSoql(org, parseSoql(request.query.q ?? ''))) }
      case 'GET limits':
        return { status: 200, body: { DailyApiRequests: parts.limits() } }
      case 'POST composite':
        if (rest.length === 0) return runComposite(objectBody(request.body), org, serve)
        return org.store.transaction(() => collection('POST', request.body))
      case 'PATCH composite':
        return org.store.transaction(() => collection('PATCH', request.body))
      default:
        if (area === 'sobjects') return sobjects(request.method, rest, request)
        throw notFound()
    }
  }

  const serve: Rest = (request) => {
    try {
      return route(request)
    } catch (error) {
      if (error instanceof RolledBack) return { status: 200, body: error.results }
      if (!(error instanceof SalesforceFault)) throw error
      return { status: error.status, body: error.body }
    }
  }
  return serve
}

function notFound(): SalesforceFault {
  return new SalesforceFault('NOT_FOUND', 'The requested resource does not exist', { status: 404 })
}

/** A collection that is all or nothing, after one of its records failed. */
class RolledBack extends Error {
  readonly results: JsonObject[]

  constructor(saved: (JsonObject & { success: boolean })[]) {
    super('rolled back')
    const other = {
      statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      message:
        'Record rolled back because not all records were valid and the request was using AllOrNone header',
      fields: [],
    }
    this.results = saved.map((result) => (result.success ? { success: false, errors: [other] } : result))
  }
}

function objectBody(body: Json): JsonObject {
  if (body !== null && typeof body === 'object' && !Array.isArray(body)) return body
  throw new SalesforceFault(
    'JSON_PARSER_ERROR',
    'The HTTP entity body is required, but this request has no entity body.',
  )
}
