import type { Json } from '@turnup/domain'
import { fullId } from './record-id.ts'
import { SalesforceFault } from './salesforce-fault.ts'
import type { FieldSchema } from './schema.ts'

/** A moment as Salesforce writes it: +0000 instead of Z. */
export function salesforceTime(date: Date): string {
  return date.toISOString().replace('Z', '+0000')
}

function wrongType(field: string, value: Json): SalesforceFault {
  const kind =
    typeof value === 'string' ? 'VALUE_STRING' : typeof value === 'number' ? 'VALUE_NUMBER' : 'START_OBJECT'
  return new SalesforceFault('JSON_PARSER_ERROR', `Cannot deserialize instance of ${field} from ${kind}`, {
    fields: [field],
  })
}

/**
 * The value as it is stored: checked against type, length and picklist, ids in their long form.
 * @throws SalesforceFault as the REST API refuses it
 */
export function acceptedValue(name: string, field: FieldSchema, value: Json): Json {
  if (value === null || value === '') return field.type === 'boolean' ? false : null
  switch (field.type) {
    case 'boolean':
      if (typeof value !== 'boolean') throw wrongType(name, value)
      return value
    case 'double':
    case 'currency':
      if (typeof value !== 'number') throw wrongType(name, value)
      return value
    case 'date':
    case 'datetime':
      return acceptedTime(name, field.type, value)
    case 'id':
    case 'reference':
      return acceptedId(name, value)
    default:
      return acceptedText(name, field, value)
  }
}

function acceptedTime(name: string, type: 'date' | 'datetime', value: Json): string {
  const pattern =
    type === 'date'
      ? /^\d{4}-\d{2}-\d{2}$/
      : /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})$/
  if (typeof value !== 'string' || !pattern.test(value) || Number.isNaN(Date.parse(value)))
    throw wrongType(name, value)
  return type === 'date' ? value : salesforceTime(new Date(value))
}

function acceptedId(name: string, value: Json): string {
  const id = typeof value === 'string' ? fullId(value) : undefined
  if (!id)
    throw new SalesforceFault('MALFORMED_ID', `${name}: id value of incorrect type: ${value}`, {
      fields: [name],
    })
  return id
}

function acceptedText(name: string, field: FieldSchema, value: Json): string {
  if (typeof value !== 'string') throw wrongType(name, value)
  const length = field.length ?? 255
  if (value.length > length) {
    const message = `${name}: data value too large: ${value.slice(0, 40)} (max length=${length})`
    throw new SalesforceFault('STRING_TOO_LONG', message, { fields: [name] })
  }
  if (field.restricted && !field.values?.includes(value)) {
    const message = `${name}: bad value for restricted picklist field: ${value}`
    throw new SalesforceFault('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message, { fields: [name] })
  }
  if (field.type === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
    throw new SalesforceFault('INVALID_EMAIL_ADDRESS', `${name}: invalid email address: ${value}`, {
      fields: [name],
    })
  }
  return value
}
