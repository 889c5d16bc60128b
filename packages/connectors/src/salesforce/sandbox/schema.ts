import type { Json } from '@turnup/domain'

export type FieldType =
  | 'id'
  | 'string'
  | 'textarea'
  | 'picklist'
  | 'boolean'
  | 'double'
  | 'currency'
  | 'date'
  | 'datetime'
  | 'reference'
  | 'email'
  | 'phone'
  | 'url'

export interface FieldSchema {
  type: FieldType
  length?: number
  required?: true
  unique?: true
  externalId?: true
  /** Picklist values; `restricted` refuses others. */
  values?: string[]
  restricted?: true
  referenceTo?: string
  /** Cannot be set by anyone: numbers, times, ids. */
  system?: true
  /** Set on create and fixed from then on. */
  fixed?: true
  default?: Json
}

export interface ObjectSchema {
  name: string
  keyPrefix: string
  fields: Record<string, FieldSchema>
  /** Child relationships: OrderItems -> OrderItem by OrderId. */
  children: Record<string, { object: string; field: string }>
  /** What the integration user may do (R129). */
  may: { create: boolean; read: boolean; update: boolean }
  /** A platform event has no table. */
  event?: true
}

export type OrgSchema = Map<string, ObjectSchema>

export const text = (length = 255, more: Partial<FieldSchema> = {}): FieldSchema => ({
  type: 'string',
  length,
  ...more,
})
export const longText = (length = 32_768): FieldSchema => ({ type: 'textarea', length })
export const number: FieldSchema = { type: 'double' }
export const flag = (value = false): FieldSchema => ({ type: 'boolean', default: value })
export const moment: FieldSchema = { type: 'datetime' }
export const day: FieldSchema = { type: 'date' }
export const choice = (values: string[], more: Partial<FieldSchema> = {}): FieldSchema => ({
  type: 'picklist',
  length: 255,
  values,
  restricted: true,
  ...more,
})
export const lookup = (referenceTo: string, more: Partial<FieldSchema> = {}): FieldSchema => ({
  type: 'reference',
  length: 18,
  referenceTo,
  ...more,
})
/** Portal_Reference__c: what makes a repeated create harmless. */
export const reference = text(255, { unique: true, externalId: true })

const systemFields: Record<string, FieldSchema> = {
  Id: { type: 'id', length: 18, system: true },
  CreatedDate: { type: 'datetime', system: true },
  LastModifiedDate: { type: 'datetime', system: true },
}

export function objectSchema(
  name: string,
  keyPrefix: string,
  fields: Record<string, FieldSchema>,
  more: Partial<Pick<ObjectSchema, 'children' | 'may' | 'event'>> = {},
): ObjectSchema {
  return {
    name,
    keyPrefix,
    fields: { ...systemFields, ...fields },
    children: more.children ?? {},
    may: more.may ?? { create: true, read: true, update: true },
    ...(more.event ? { event: true } : {}),
  }
}

/** Objects and fields are found in any case of letters, and answered in the org's own spelling. */
export function findObject(schema: OrgSchema, name: string): ObjectSchema | undefined {
  return schema.get(name.toLowerCase())
}

export function findField(
  object: ObjectSchema,
  name: string,
): { name: string; field: FieldSchema } | undefined {
  const own = object.fields[name]
  if (own) return { name, field: own }
  const lower = name.toLowerCase()
  const found = Object.keys(object.fields).find((candidate) => candidate.toLowerCase() === lower)
  return found === undefined ? undefined : { name: found, field: object.fields[found]! }
}

/** The parent behind a relationship name: Product2 for Product2Id, Opportunity__r for Opportunity__c. */
export function findParent(
  object: ObjectSchema,
  relationship: string,
): { name: string; field: string; referenceTo: string } | undefined {
  const lower = relationship.toLowerCase()
  for (const [field, { referenceTo }] of Object.entries(object.fields)) {
    const name = field.endsWith('__c') ? field.replace(/__c$/, '__r') : field.replace(/Id$/, '')
    if (referenceTo && name.toLowerCase() === lower) return { name, field, referenceTo }
  }
  return undefined
}
