import { createHash } from 'node:crypto'
import { avroTypeOf } from '../pubsub/safe-long.ts'

/** `/event/<Name>` of the event that the approval flow publishes (R094). */
export const provisionTopic = '/event/OrderProvisionRequested__e'

export type EventValue = string | number | bigint | boolean | null | undefined
export type EventFields = Record<string, EventValue>

export interface EventFieldDefinition {
  name: string
  type: 'string' | 'double' | 'long' | 'boolean'
  required?: boolean
  /** Characters, for text. */
  maxLength?: number
}

export interface EventSchema {
  schemaId: string
  schemaJson: string
  fields: EventFieldDefinition[]
}

/** OrderProvisionRequested__e as R094 lists it. */
export const provisionEventFields: EventFieldDefinition[] = [
  { name: 'OrderId__c', type: 'string', required: true, maxLength: 18 },
  { name: 'IdemKey__c', type: 'string', maxLength: 80 },
  { name: 'CorrelationId__c', type: 'string', maxLength: 80 },
  { name: 'RequestedBy__c', type: 'string', maxLength: 80 },
  { name: 'Version__c', type: 'double' },
]

/** Refused by the event bus as Salesforce refuses a bad record: `code` is the REST error code. */
export class EventRefused extends Error {
  readonly code: 'NOT_FOUND' | 'REQUIRED_FIELD_MISSING' | 'INVALID_FIELD' | 'STRING_TOO_LONG'
  readonly fields: string[]

  constructor(code: EventRefused['code'], message: string, fields: string[] = []) {
    super(message)
    this.name = 'EventRefused'
    this.code = code
    this.fields = fields
  }
}

/** The Avro schema of a platform event; the id is a fingerprint, so it changes with the fields. */
export function schemaOf(topicName: string, fields: EventFieldDefinition[]): EventSchema {
  const schemaJson = JSON.stringify({
    type: 'record',
    name: topicName.slice(topicName.lastIndexOf('/') + 1),
    namespace: 'com.sforce.eventbus',
    fields: [
      { name: 'CreatedDate', type: 'long', doc: 'CreatedDate:DateTime' },
      { name: 'CreatedById', type: 'string', doc: 'CreatedBy:EntityId' },
      ...fields.map(({ name, type, required }) =>
        required ? { name, type } : { name, type: ['null', type], default: null },
      ),
    ],
  })
  return { schemaId: createHash('md5').update(schemaJson).digest('base64url'), schemaJson, fields }
}

/**
 * Checks the fields as Salesforce does and encodes them.
 * @throws EventRefused
 */
export function encodeEvent(schema: EventSchema, fields: EventFields, createdAt: Date): Uint8Array {
  const known = new Set(['CreatedDate', 'CreatedById', ...schema.fields.map((field) => field.name)])
  const unknown = Object.keys(fields).filter((name) => !known.has(name))
  if (unknown.length > 0) throw new EventRefused('INVALID_FIELD', `No such column '${unknown[0]}'`, unknown)
  const record: EventFields = {
    CreatedDate: BigInt(createdAt.getTime()),
    CreatedById: String(fields.CreatedById ?? '005000000000001AAA'),
  }
  for (const field of schema.fields) record[field.name] = checkedValue(field, fields[field.name])
  return avroTypeOf(schema.schemaJson).toBuffer(record)
}

function checkedValue(field: EventFieldDefinition, value: EventValue): EventValue {
  const { name, type, required, maxLength } = field
  if (value === undefined || value === null || value === '') {
    if (required)
      throw new EventRefused('REQUIRED_FIELD_MISSING', `Required fields are missing: [${name}]`, [name])
    return null
  }
  if (type === 'long' && (typeof value === 'bigint' || Number.isInteger(value)))
    return BigInt(value as number)
  if (typeof value !== (type === 'double' ? 'number' : type)) {
    throw new EventRefused('INVALID_FIELD', `The value of ${name} is not a ${type}`, [name])
  }
  if (typeof value === 'string' && value.length > (maxLength ?? 255)) {
    throw new EventRefused(
      'STRING_TOO_LONG',
      `${name}: data value too large (max length=${maxLength ?? 255})`,
      [name],
    )
  }
  return value
}
