/** One field that a change made different; undefined where it was not there. */
export interface ChangedField {
  /** Where it is, for example steps › billing.add-order › state. */
  path: string
  before?: unknown
  after?: unknown
}

type Fields = Record<string, unknown>

/** Records in a list are told apart by one of these. */
const names = ['key', 'id', 'sku', 'name'] as const

/** What differs between two recorded values, field by field, in the order in which it was recorded. Pure. */
export function changedFields(before: unknown, after: unknown): ChangedField[] {
  return compare([], before ?? undefined, after ?? undefined)
}

function compare(path: string[], before: unknown, after: unknown): ChangedField[] {
  const [old, present] = [fieldsOf(before), fieldsOf(after)]
  // A whole record that came or went is told field by field too, so that it can be read.
  if ((old || before === undefined) && (present || after === undefined) && (old || present)) {
    const keys = new Set([...Object.keys(old ?? {}), ...Object.keys(present ?? {})])
    return [...keys].flatMap((key) => compare([...path, key], old?.[key], present?.[key]))
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path: path.join(' › '), before, after }]
}

/** A record, or a list of records by name; undefined for everything that is compared as a whole. */
function fieldsOf(value: unknown): Fields | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (!Array.isArray(value)) return value as Fields
  const named = value.map(nameIn)
  const isNamed = named.length > 0 && named.every((entry) => entry !== undefined)
  const isEach = new Set(named.map((entry) => entry?.[0])).size === named.length
  return isNamed && isEach ? Object.fromEntries(named) : undefined
}

/** The record's name and the rest of it; what has nothing but a name stays whole. */
function nameIn(entry: unknown): [name: string, rest: Fields] | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined
  const key = names.find((name) => typeof (entry as Fields)[name] === 'string')
  if (key === undefined) return undefined
  const { [key]: name, ...rest } = entry as Fields
  return [String(name), Object.keys(rest).length === 0 ? (entry as Fields) : rest]
}
