import type { Json, JsonObject } from '@turnup/domain'

/**
 * Attributes and filters that an exchange may show. Everything else stays out of sight: names, birth dates, addresses,
 * tax ids, reasons of rejections, passwords of trunks.
 */
const shown = new Set([
  'allow_back_ordering',
  'amount',
  'available_did_id',
  'awaiting_registration',
  'blocked',
  'capacity_pool_id',
  'channels_included_count',
  'code',
  'country.id',
  'created_at',
  'dedicated_channels_count',
  'did_group.id',
  'did_group.features',
  'did_group_type.id',
  'did_reservation_id',
  'entity_type',
  'expires_at',
  'external_reference_id',
  'identity_type',
  'identity.id',
  'is_available',
  'iso',
  'items',
  'monthly_price',
  'number',
  'number_contains',
  'order.id',
  'pointer',
  'qty',
  'reference',
  'region.id',
  'city.id',
  'setup_price',
  'sku_id',
  'status',
  'terminated',
  'verified',
])
const longestList = 5

function plain(value: unknown): Json {
  if (Array.isArray(value)) return value.slice(0, longestList).map(plain)
  if (typeof value === 'object' && value !== null) return attributesShown({ ...value })
  if (typeof value === 'string') return value.slice(0, 200)
  return typeof value === 'number' || typeof value === 'boolean' ? value : null
}

function attributesShown(attributes: Record<string, unknown>): JsonObject {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => {
      if (name === 'type' || name === 'id') return [[name, plain(value)]]
      if (name === 'attributes') return [[name, attributesShown(Object(value))]]
      return shown.has(name) ? [[name, plain(value)]] : []
    }),
  )
}

function resourceShown(resource: unknown): Json {
  const { id, type, attributes, relationships } = Object(resource) as Record<string, unknown>
  const links = Object.entries(Object(relationships) as Record<string, { data?: unknown }>).flatMap(
    ([name, { data }]) => (data ? [[name, refs(data)]] : []),
  )
  return {
    ...(typeof id === 'string' ? { id } : {}),
    type: String(type),
    ...attributesShown(Object(attributes)),
    ...Object.fromEntries(links),
  }
}

function refs(data: unknown): Json {
  const ids = [data].flat().map((ref) => String(Object(ref).id))
  return Array.isArray(data) ? ids.slice(0, longestList) : (ids[0] ?? null)
}

/** A request or answer body as an exchange may show it; lists are cut to their first five. */
export function redactDocument(body: unknown): Json {
  const { data, errors } = Object(body) as { data?: unknown; errors?: unknown[] }
  if (Array.isArray(errors)) return { errors: errors.slice(0, longestList).map((each) => plain(each)) }
  if (Array.isArray(data)) return { count: data.length, data: data.slice(0, longestList).map(resourceShown) }
  return data ? { data: resourceShown(data) } : {}
}

/** Query parameters by name; the values of those that may be personal are left out. */
export function redactQuery(query: Record<string, string>): JsonObject {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => {
      const filter = /^filter\[(.+)\]$/.exec(name)?.[1]
      return [name, filter === undefined || shown.has(filter) ? value : '•••']
    }),
  )
}

/** Every text of a request that no record may quote back: all attributes but those that may be shown. */
export function privateTexts(body: unknown): string[] {
  if (typeof body === 'string') return body.length > 1 ? [body] : []
  if (Array.isArray(body)) return body.flatMap(privateTexts)
  if (typeof body !== 'object' || body === null) return []
  const open = new Set([...shown, 'type', 'id', 'relationships', 'callback_url', 'callback_method'])
  return Object.entries(body).flatMap(([name, value]) => (open.has(name) ? [] : privateTexts(value)))
}

/** Somebody else's words without what must not be told, whatever they quote, in any case. */
export function withoutTexts(words: string, secrets: readonly string[]): string {
  const longestFirst = secrets.filter(Boolean).sort((one, other) => other.length - one.length)
  return longestFirst
    .reduce((text, secret) => text.replace(new RegExp(RegExp.escape(secret), 'gi'), '•••'), words)
    .slice(0, 300)
}
