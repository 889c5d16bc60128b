import { randomUUID } from 'node:crypto'
import type { Ref } from '../json-api.ts'
import { catalogue } from './catalogue.ts'
import type { DidwwState, Entity } from './state.ts'

const fixed = new Map(catalogue.map((entity) => [`${entity.type}/${entity.id}`, entity]))
const fixedByType = Map.groupBy(catalogue, ({ type }) => type)

/** A no of the carrier, in its own form. */
export class ApiRefusal extends Error {
  readonly status: number
  readonly code: string
  readonly pointer: string
  constructor(status: number, words: string, { code = '100', pointer = '/data' } = {}) {
    super(words)
    this.name = 'ApiRefusal'
    this.status = status
    this.code = code
    this.pointer = pointer
  }
}

export const invalid = (words: string, pointer = '/data') => new ApiRefusal(422, words, { pointer })

/** The carrier's whole world: what is fixed, and what our account has made of it. */
export interface World {
  readonly state: DidwwState
  now(): Date
  list(type: string): Entity[]
  find(type: string, id: string | undefined): Entity | undefined
  add(entity: Omit<Entity, 'id' | 'attributes'> & { attributes: Record<string, unknown> }): Entity
  remove(entity: Entity): void
  /** The carrier tells us that something changed. */
  tell(entity: Entity): void
}

/** A number is for sale unless somebody has it or holds it. */
function isForSale(world: World, { id, attributes }: Entity): boolean {
  if (world.state.soldElsewhere.includes(id)) return false
  const { records } = world.state
  const isOurs = records.some(
    (each) =>
      (each.type === 'orders' &&
        each.hidden?.availableDidId === id &&
        each.attributes.status !== 'canceled') ||
      (each.type === 'dids' && each.attributes.number === attributes.number),
  )
  return !isOurs && !world.list('did_reservations').some((held) => idsOf(held, 'available_did').includes(id))
}

export function createWorld(state: () => DidwwState, now: () => Date, tell: (entity: Entity) => void): World {
  const world: World = {
    get state() {
      return state()
    },
    now,
    tell,
    list(type) {
      if (type === 'available_dids')
        return (fixedByType.get(type) ?? []).filter((each) => isForSale(world, each))
      const records = state().records.filter((record) => record.type === type)
      if (type === 'did_reservations' || type === 'encrypted_files') {
        return records.filter(({ attributes }) => Date.parse(String(attributes.expires_at)) > now().getTime())
      }
      return [...(fixedByType.get(type) ?? []), ...records]
    },
    find: (type, id) =>
      type === 'available_dids' || !fixed.has(`${type}/${id}`)
        ? world.list(type).find((entity) => entity.id === id)
        : fixed.get(`${type}/${id}`),
    add(made) {
      const entity: Entity = {
        ...made,
        id: randomUUID(),
        attributes: { ...made.attributes, created_at: now().toISOString() },
      }
      state().records.push(entity)
      return entity
    },
    remove(entity) {
      state().records = state().records.filter((each) => each !== entity)
    },
  }
  return world
}

export function idsOf(entity: Entity, relation: string): string[] {
  return [entity.relations[relation] ?? []].flat().map(({ id }) => id)
}

/** Follows a relationship, also to a number that is not for sale any more. */
export function follow(world: World, entity: Entity, relation: string): Entity[] {
  return [entity.relations[relation] ?? []]
    .flat()
    .flatMap(({ type, id }: Ref) => fixed.get(`${type}/${id}`) ?? world.find(type, id) ?? [])
}

export const toOne = (type: string, id: string): Ref => ({ type, id })
