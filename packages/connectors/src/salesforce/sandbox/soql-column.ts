import type { Json } from '@turnup/domain'
import type { RecordStore, StoredRecord } from './record-store.ts'
import { SalesforceFault } from './salesforce-fault.ts'
import { findField, findObject, findParent, type ObjectSchema, type OrgSchema } from './schema.ts'

export interface Org {
  schema: OrgSchema
  store: RecordStore
  /** "/services/data/v64.0", for the address of each record. */
  base: string
}

/** Where a path leads: over which parents, and to which field. */
export interface Column {
  parents: { name: string; field: string; object: string }[]
  object: ObjectSchema
  name: string
}

/** @throws SalesforceFault INVALID_FIELD when the path leads nowhere */
export function columnAt(org: Org, start: ObjectSchema, path: string): Column {
  const names = path.split('.')
  let object = start
  const parents: Column['parents'] = []
  for (const relationship of names.slice(0, -1)) {
    const parent = findParent(object, relationship)
    const next = parent && findObject(org.schema, parent.referenceTo)
    if (!parent || !next) {
      const message = `Didn't understand relationship '${relationship}' in field path '${path}' on entity '${object.name}'.`
      throw new SalesforceFault('INVALID_FIELD', message)
    }
    parents.push({ name: parent.name, field: parent.field, object: next.name })
    object = next
  }
  const found = findField(object, names.at(-1)!)
  if (!found) {
    const message = `No such column '${names.at(-1)}' on entity '${object.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.`
    throw new SalesforceFault('INVALID_FIELD', message)
  }
  return { parents, object, name: found.name }
}

export function columnValue(org: Org, column: Column, record: StoredRecord): Json {
  let current: StoredRecord | undefined = record
  for (const { field, object } of column.parents) {
    current = org.store.get(object, String(current[field] ?? ''))
    if (!current) return null
  }
  return current[column.name] ?? null
}
