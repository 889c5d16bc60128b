import type { Entity } from './state.ts'
import { ApiRefusal, follow, type World } from './world.ts'

/** The filters that the carrier takes, by type; anything else is refused, so nobody leans on what is not there. */
const filters: Record<string, string[]> = {
  countries: ['is_available', 'iso', 'name', 'prefix'],
  regions: ['country.id', 'iso', 'name'],
  cities: ['area.id', 'country.id', 'is_available', 'name', 'region.id'],
  areas: ['country.id', 'name'],
  did_group_types: ['name'],
  available_dids: [
    'city.id',
    'country.id',
    'did_group.features',
    'did_group.id',
    'did_group_type.id',
    'number_contains',
    'region.id',
  ],
  capacity_pools: ['country.id', 'name'],
  did_reservations: ['description'],
  orders: ['external_reference_id', 'reference', 'status'],
  dids: ['order.id', 'number', 'voice_in_trunk.id', 'address_verification.id', 'terminated', 'blocked'],
  identities: ['external_reference_id', 'identity_type'],
  addresses: ['external_reference_id', 'identity.id', 'country.id'],
  proofs: ['external_reference_id'],
  proof_types: ['entity_type'],
  permanent_supporting_documents: ['external_reference_id'],
  address_requirements: ['country.id', 'did_group_type.id'],
  address_verifications: ['external_reference_id', 'status', 'reference', 'address.id'],
  voice_in_trunks: ['external_reference_id', 'name'],
  voice_out_trunks: ['external_reference_id', 'name'],
}

/** Filters whose path is longer than their name. */
const longer: Record<string, Record<string, string>> = {
  available_dids: {
    'country.id': 'did_group.country.id',
    'region.id': 'did_group.region.id',
    'city.id': 'did_group.city.id',
    'did_group_type.id': 'did_group.did_group_type.id',
  },
  capacity_pools: { 'country.id': 'countries.id' },
}

function valuesAt(world: World, entity: Entity, [step, ...rest]: string[]): string[] {
  if (step === undefined) return []
  if (step === 'id') return [entity.id]
  if (step in entity.relations)
    return follow(world, entity, step).flatMap((each) => valuesAt(world, each, rest))
  return [entity.attributes[step] ?? entity.meta?.[step] ?? []].flat().map(String)
}

function matches(world: World, entity: Entity, name: string, wanted: string): boolean {
  if (name === 'number_contains') return String(entity.attributes.number).includes(wanted)
  const values = valuesAt(world, entity, (longer[entity.type]?.[name] ?? name).split('.'))
  return wanted.split(',').some((each) => values.includes(each))
}

function filtersIn(type: string, query: Record<string, string>): [string, string][] {
  return Object.entries(query).flatMap(([param, value]): [string, string][] => {
    const name = /^filter\[(.+)\]$/.exec(param)?.[1]
    if (name === undefined) return []
    if (!filters[type]?.includes(name)) {
      throw new ApiRefusal(400, `${name} is not allowed as a filter.`, { code: '102' })
    }
    return [[name, value]]
  })
}

export interface Page {
  entities: Entity[]
  total: number
  number: number
  size: number
}

/** The resources of a type that the query asks for, in their pages. */
export function select(world: World, type: string, query: Record<string, string>): Page {
  const wanted = filtersIn(type, query)
  const found = world
    .list(type)
    .filter((entity) => wanted.every(([name, value]) => matches(world, entity, name, value)))
  const number = Math.max(1, Number(query['page[number]'] ?? 1))
  const size = Number(query['page[size]'] ?? 50)
  if (!Number.isInteger(size) || size < 1 || size > 100) {
    throw new ApiRefusal(400, 'The page size must be 1 to 100.', { code: '118' })
  }
  const entities = found.slice((number - 1) * size, number * size)
  return { entities, total: found.length, number, size }
}

/** Everything behind the include paths, once each. */
export function includedWith(world: World, entities: Entity[], include: string | undefined): Entity[] {
  const found = new Map<string, Entity>()
  for (const path of (include ?? '').split(',').filter(Boolean)) {
    let present = entities
    for (const step of path.split('.')) {
      if (present.some((entity) => !(step in entity.relations))) {
        throw new ApiRefusal(400, `${step} is not a valid include.`, { code: '112' })
      }
      present = present.flatMap((entity) => follow(world, entity, step))
      for (const entity of present) found.set(`${entity.type}/${entity.id}`, entity)
    }
  }
  return [...found.values()]
}

/** Included resources come without their meta, as at the carrier. */
export function view(entity: Entity, { isMain }: { isMain: boolean }, told: Set<string>): unknown {
  const relationships = Object.entries(entity.relations).map(([name, data]) => {
    const links = { related: `/v3/${entity.type}/${entity.id}/${name}` }
    return [name, told.has(name) ? { links, data } : { links }]
  })
  return {
    id: entity.id,
    type: entity.type,
    attributes: entity.attributes,
    ...(relationships.length > 0 ? { relationships: Object.fromEntries(relationships) } : {}),
    ...(isMain && entity.meta ? { meta: entity.meta } : {}),
  }
}

/** Linkage is told only for what is included: the names of all steps of the include paths. */
export function toldBy(include: string | undefined): Set<string> {
  return new Set((include ?? '').split(/[.,]/).filter(Boolean))
}
