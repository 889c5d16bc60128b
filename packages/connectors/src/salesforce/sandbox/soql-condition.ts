import type { Json } from '@turnup/domain'
import { fullId } from './record-id.ts'
import type { StoredRecord } from './record-store.ts'
import { SalesforceFault } from './salesforce-fault.ts'
import type { FieldType, ObjectSchema } from './schema.ts'
import { columnAt, columnValue, type Org } from './soql-column.ts'
import type { Condition, Literal, Operator } from './soql-parse.ts'

type Test = (record: StoredRecord) => boolean

/** Text equalities that every result must meet, for finding records by index. */
export function equalities(condition: Condition | undefined): { path: string; value: string }[] {
  if (condition?.kind === 'and') return condition.parts.flatMap(equalities)
  if (condition?.kind !== 'compare' || condition.operator !== '=') return []
  const [literal] = condition.values
  if (literal?.type !== 'text') return []
  return [{ path: condition.path, value: literal.value }]
}

/** @throws SalesforceFault for fields that are not there or cannot be filtered, and literals of the wrong type */
export function compileCondition(org: Org, object: ObjectSchema, condition: Condition | undefined): Test {
  if (!condition) return () => true
  if (condition.kind === 'not') {
    const inner = compileCondition(org, object, condition.part)
    return (record) => !inner(record)
  }
  if (condition.kind !== 'compare') {
    const parts = condition.parts.map((part) => compileCondition(org, object, part))
    return condition.kind === 'and'
      ? (record) => parts.every((part) => part(record))
      : (record) => parts.some((part) => part(record))
  }
  const column = columnAt(org, object, condition.path)
  const { type } = column.object.fields[column.name]!
  if (type === 'textarea') {
    const message = `field '${column.name}' can not be filtered in a query call`
    throw new SalesforceFault('INVALID_FIELD', message)
  }
  const wanted = condition.values.map((literal) => literalValue(column.name, type, literal))
  const matches = matcher(condition.operator, wanted)
  return (record) => matches(comparable(type, columnValue(org, column, record)))
}

const families: Record<FieldType, Literal['type']> = {
  id: 'text',
  reference: 'text',
  string: 'text',
  textarea: 'text',
  picklist: 'text',
  email: 'text',
  phone: 'text',
  url: 'text',
  double: 'number',
  currency: 'number',
  boolean: 'boolean',
  date: 'time',
  datetime: 'time',
}

type Comparable = string | number | boolean | null

function literalValue(name: string, type: FieldType, literal: Literal): Comparable {
  if (literal.type === 'null') return null
  if (literal.type !== families[type]) {
    const quoted =
      families[type] === 'text' ? 'should be enclosed in quotes' : 'should not be enclosed in quotes'
    const message = `value of filter criterion for field '${name}' must be of type ${type} and ${quoted}`
    throw new SalesforceFault('INVALID_FIELD', message)
  }
  if (type === 'id' || type === 'reference') {
    const id = fullId(String(literal.value))
    if (!id) throw new SalesforceFault('INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${literal.value}`)
    return id
  }
  return comparable(type, literal.value)
}

/** Text is compared without regard to case, as SOQL does; ids are not text. */
function comparable(type: FieldType, value: Json): Comparable {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value
  const text = String(value)
  if (type === 'datetime') return Date.parse(text)
  return type === 'id' || type === 'reference' ? text : text.toLowerCase()
}

function matcher(operator: Operator, wanted: Comparable[]): (value: Comparable) => boolean {
  const [first = null] = wanted
  switch (operator) {
    case '=':
      return (value) => value === first
    // Unlike SQL, records without a value are different from any value.
    case '!=':
      return (value) => value !== first
    case 'IN':
      return (value) => wanted.includes(value)
    case 'NOT IN':
      return (value) => !wanted.includes(value)
    case 'LIKE': {
      const pattern = String(first)
        .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
        .replace(/%/g, '.*')
        .replace(/_/g, '.')
      const expression = new RegExp(`^${pattern}$`, 's')
      return (value) => value !== null && expression.test(String(value))
    }
    default:
      return (value) => value !== null && first !== null && ordered(operator, value, first)
  }
}

function ordered(
  operator: '<' | '<=' | '>' | '>=',
  left: Exclude<Comparable, null>,
  right: Exclude<Comparable, null>,
): boolean {
  if (operator === '<') return left < right
  if (operator === '<=') return left <= right
  return operator === '>' ? left > right : left >= right
}
