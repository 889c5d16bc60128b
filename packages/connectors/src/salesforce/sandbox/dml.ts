import type { Json, JsonObject } from '@turnup/domain'
import { acceptedValue, salesforceTime } from './field-value.ts'
import { fullId, recordId } from './record-id.ts'
import type { RecordStore, StoredRecord } from './record-store.ts'
import { SalesforceFault } from './salesforce-fault.ts'
import { findField, findObject, type ObjectSchema, type OrgSchema } from './schema.ts'

/** Called inside the transaction after a record was saved; may save more, and may ask for things after the commit. */
export type Trigger = (change: {
  object: string
  before: StoredRecord | undefined
  after: StoredRecord
}) => void

export interface Dml {
  insert(object: string, fields: JsonObject): string
  update(object: string, id: string, fields: JsonObject): void
  remove(object: string, id: string): void
  /** How many ids were given out, for the saved state. */
  counters: Map<string, number>
}

interface DmlParts {
  schema: OrgSchema
  store: RecordStore
  now(): Date
  trigger: Trigger
}

/** Saving as the org does it: required fields, types, picklists, unique values, references, numbers, then triggers. */
export function createDml({ schema, store, now, trigger }: DmlParts): Dml {
  const counters = new Map<string, number>()

  function next(key: string): number {
    const number = (counters.get(key) ?? 0) + 1
    counters.set(key, number)
    return number
  }

  function objectOf(name: string): ObjectSchema {
    const object = findObject(schema, name)
    if (object && !object.event) return object
    throw new SalesforceFault('NOT_FOUND', 'The requested resource does not exist', { status: 404 })
  }

  function accepted(object: ObjectSchema, input: JsonObject, isNew: boolean): Record<string, Json> {
    const values: Record<string, Json> = {}
    for (const [given, value] of Object.entries(input)) {
      if (given === 'attributes') continue
      const found = findField(object, given)
      if (!found) {
        throw new SalesforceFault(
          'INVALID_FIELD',
          `No such column '${given}' on sobject of type ${object.name}`,
        )
      }
      if (found.field.system || (found.field.fixed && !isNew)) {
        const message = `Unable to create/update fields: ${found.name}. Please check the security settings of this field.`
        throw new SalesforceFault('INVALID_FIELD_FOR_INSERT_UPDATE', message, { fields: [found.name] })
      }
      values[found.name] = acceptedValue(found.name, found.field, value)
    }
    return values
  }

  function requireFields(object: ObjectSchema, record: Record<string, Json>): void {
    const missing = Object.entries(object.fields)
      .filter(([name, field]) => field.required && (record[name] ?? null) === null)
      .map(([name]) => name)
    if (missing.length === 0) return
    const message = `Required fields are missing: [${missing.join(', ')}]`
    throw new SalesforceFault('REQUIRED_FIELD_MISSING', message, { fields: missing })
  }

  function checkUnique(object: ObjectSchema, id: string, values: Record<string, Json>): void {
    for (const [name, value] of Object.entries(values)) {
      if (!object.fields[name]?.unique || typeof value !== 'string') continue
      const other = store.byIndex(object.name, name, value)?.find((record) => record.Id !== id)
      if (!other) continue
      const message = `duplicate value found: ${name} duplicates value on record with id: ${other.Id}`
      throw new SalesforceFault('DUPLICATE_VALUE', message, { fields: [name] })
    }
  }

  function checkReferences(object: ObjectSchema, values: Record<string, Json>): void {
    for (const [name, value] of Object.entries(values)) {
      const target = object.fields[name]?.referenceTo
      if (!target || value === null || store.get(target, String(value))) continue
      throw new SalesforceFault('INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id: ${name}`, {
        fields: [name],
      })
    }
    if (object.name === 'OrderItem' && values.PricebookEntryId) checkPricebook(values)
  }

  /** A line's price must come from the order's own pricebook. */
  function checkPricebook(values: Record<string, Json>): void {
    const order = store.get('Order', String(values.OrderId))
    const entry = store.get('PricebookEntry', String(values.PricebookEntryId))
    const sameProduct = (values.Product2Id ?? entry?.Product2Id) === entry?.Product2Id
    if (order?.Pricebook2Id === entry?.Pricebook2Id && sameProduct) return
    const message =
      'field integrity exception: PricebookEntryId (pricebook entry is in a different pricebook than the one assigned to the order)'
    throw new SalesforceFault('FIELD_INTEGRITY_EXCEPTION', message, { fields: ['PricebookEntryId'] })
  }

  function save(object: ObjectSchema, before: StoredRecord | undefined, after: StoredRecord): void {
    store.put(object.name, after)
    trigger({ object: object.name, before, after })
  }

  return {
    counters,

    insert(objectName, input) {
      const object = objectOf(objectName)
      const values = accepted(object, input, true)
      const defaults = Object.entries(object.fields).flatMap(([name, { default: value }]) => {
        return value === undefined ? [] : [[name, value]]
      })
      const time = salesforceTime(now())
      const record: Record<string, Json> = { ...Object.fromEntries(defaults), ...values }
      requireFields(object, record)
      checkUnique(object, '', values)
      checkReferences(object, values)
      if (object.name === 'OrderItem')
        record.Product2Id ??= store.get('PricebookEntry', String(values.PricebookEntryId))!.Product2Id!
      if (object.name === 'Order') record.OrderNumber = String(next('OrderNumber')).padStart(8, '0')
      if (object.name === 'Case') record.CaseNumber = String(1_000 + next('CaseNumber')).padStart(8, '0')
      const id = recordId(object.keyPrefix, next(object.name))
      save(object, undefined, { ...record, Id: id, CreatedDate: time, LastModifiedDate: time })
      return id
    },

    update(objectName, id, input) {
      const object = objectOf(objectName)
      const full = fullId(id)
      if (!full) throw new SalesforceFault('MALFORMED_ID', `malformed id ${id}`)
      const before = store.get(object.name, full)
      if (!before) {
        throw new SalesforceFault('NOT_FOUND', 'The requested resource does not exist', { status: 404 })
      }
      const values = accepted(object, input, false)
      const after = { ...before, ...values, LastModifiedDate: salesforceTime(now()), Id: full }
      requireFields(object, after)
      checkUnique(object, full, values)
      checkReferences(object, values)
      save(object, before, after)
    },

    remove(objectName, id) {
      const object = objectOf(objectName)
      const full = fullId(id)
      if (!full || !store.get(object.name, full)) {
        throw new SalesforceFault('NOT_FOUND', 'The requested resource does not exist', { status: 404 })
      }
      store.remove(object.name, full)
    },
  }
}
