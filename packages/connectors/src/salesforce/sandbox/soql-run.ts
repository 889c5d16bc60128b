import type { JsonObject } from '@turnup/domain'
import { fullId } from './record-id.ts'
import type { StoredRecord } from './record-store.ts'
import { SalesforceFault } from './salesforce-fault.ts'
import { findField, findObject, type ObjectSchema } from './schema.ts'
import { type Column, columnAt, columnValue, type Org } from './soql-column.ts'
import { compileCondition, equalities } from './soql-condition.ts'
import type { SoqlQuery } from './soql-parse.ts'

/** @throws SalesforceFault INVALID_TYPE, INVALID_FIELD */
export function runSoql(org: Org, query: SoqlQuery): JsonObject[] {
  const object = findObject(org.schema, query.from)
  if (!object || object.event) {
    throw new SalesforceFault('INVALID_TYPE', `sObject type '${query.from}' is not supported.`)
  }
  return select(org, object, query, candidates(org, object, query))
}

/** The records worth looking at: those behind an indexed equality, else all. */
function candidates(org: Org, object: ObjectSchema, query: SoqlQuery): StoredRecord[] {
  for (const { path, value } of equalities(query.where)) {
    const found = path.includes('.') ? undefined : findField(object, path)
    if (found?.name === 'Id')
      return [org.store.get(object.name, value)].filter((record) => record !== undefined)
    const key = found?.field.referenceTo ? (fullId(value) ?? value) : value
    const records = found && org.store.byIndex(object.name, found.name, key)
    if (records) return records
  }
  return org.store.all(object.name)
}

function select(org: Org, object: ObjectSchema, query: SoqlQuery, records: StoredRecord[]): JsonObject[] {
  const columns = query.fields.map((path) => columnAt(org, object, path))
  const holds = compileCondition(org, object, query.where)
  const orders = query.orderBy.map((term) => ({ ...term, column: columnAt(org, object, term.path) }))
  const children = query.children.map((child) => ({ child, relation: childOf(org, object, child.from) }))
  const found = records.filter(holds)
  found.sort((a, b) => {
    for (const { column, descending, nullsLast } of orders) {
      const [left, right] = [columnValue(org, column, a), columnValue(org, column, b)]
      if (left === right) continue
      if (left === null || right === null) return (left === null) === nullsLast ? 1 : -1
      return (left < right ? -1 : 1) * (descending ? -1 : 1)
    }
    return 0
  })
  return found.slice(0, query.limit).map((record) => {
    const row: JsonObject = { attributes: attributesOf(org, object.name, record.Id) }
    for (const column of columns) place(org, row, column, record)
    for (const { child, relation } of children) {
      const rows = select(
        org,
        relation.object,
        child,
        org.store.byIndex(relation.object.name, relation.field, record.Id) ?? [],
      )
      row[relation.name] = rows.length === 0 ? null : { totalSize: rows.length, done: true, records: rows }
    }
    return row
  })
}

function childOf(org: Org, object: ObjectSchema, relationship: string) {
  const name = Object.keys(object.children).find((key) => key.toLowerCase() === relationship.toLowerCase())
  const relation = name === undefined ? undefined : object.children[name]
  const child = relation && findObject(org.schema, relation.object)
  if (name && relation && child) return { name, field: relation.field, object: child }
  const message = `Didn't understand relationship '${relationship}' in FROM part of query call.`
  throw new SalesforceFault('INVALID_TYPE', message)
}

function attributesOf(org: Org, object: string, id: string): JsonObject {
  return { type: object, url: `${org.base}/sobjects/${object}/${id}` }
}

/** Puts the value where the answer has it: parents are records inside the record. */
function place(org: Org, row: JsonObject, column: Column, record: StoredRecord): void {
  let target = row
  let current: StoredRecord | undefined = record
  for (const { name, field, object } of column.parents) {
    current = org.store.get(object, String(current[field] ?? ''))
    if (!current) {
      target[name] = null
      return
    }
    target[name] ??= { attributes: attributesOf(org, object, current.Id) }
    target = target[name] as JsonObject
  }
  target[column.name] = current[column.name] ?? null
}
