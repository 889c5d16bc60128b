import { z } from 'zod'
import { Ref } from '../json-api.ts'
import type { Entity } from './state.ts'
import { ApiRefusal, invalid, type World } from './world.ts'

const Linkage = z.union([Ref, z.array(Ref), z.null()])
export const WriteRequest = z.object({
  data: z.object({
    type: z.string(),
    id: z.string().optional(),
    attributes: z.record(z.string(), z.unknown()).default({}),
    relationships: z.record(z.string(), z.object({ data: Linkage })).default({}),
  }),
})
export type WriteRequest = z.infer<typeof WriteRequest>['data']

/** How one type of resource is made, changed and removed; a missing one is not offered by the carrier. */
export interface Rules {
  create?(world: World, request: WriteRequest): Entity
  update?(world: World, entity: Entity, request: WriteRequest): void
  /** Throws where something depends on it. */
  remove?(world: World, entity: Entity): void
}

/** Refuses attributes that the carrier does not take. */
export function onlyKnown(request: WriteRequest, known: string[]): void {
  const strange = Object.keys(request.attributes).find((name) => !known.includes(name))
  if (strange)
    throw new ApiRefusal(400, `${strange} is not allowed.`, {
      code: '105',
      pointer: `/data/attributes/${strange}`,
    })
}

export function textOf(request: WriteRequest, name: string): string | undefined {
  const value = request.attributes[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function required(request: WriteRequest, names: string[]): void {
  const missing = names.find((name) => textOf(request, name) === undefined)
  if (missing) {
    throw invalid(`${missing.replaceAll('_', ' ')} can't be blank`, `/data/attributes/${missing}`)
  }
}

export function markerIn(request: WriteRequest): { external_reference_id: string | null } {
  const marker = textOf(request, 'external_reference_id') ?? null
  if (marker && marker.length > 100)
    throw invalid('external reference is too long (maximum is 100 characters)')
  return { external_reference_id: marker }
}

/** What a relationship of the request leads to; it must be there. */
export function linked(world: World, request: WriteRequest, name: string, types: string[]): Entity[] {
  const refs = [request.relationships[name]?.data ?? []].flat()
  return refs.map(({ type, id }) => {
    const found = types.includes(type) ? world.find(type, id) : undefined
    if (!found) throw invalid(`${name} must exist`, `/data/relationships/${name}`)
    return found
  })
}

export function linkedOne(world: World, request: WriteRequest, name: string, types: string[]): Entity {
  const [found] = linked(world, request, name, types)
  if (!found) throw invalid(`${name} must exist`, `/data/relationships/${name}`)
  return found
}

/** Adds to a list-like relationship of the other side. */
export function attach(to: Entity, relation: string, entity: Entity): void {
  to.relations[relation] = [
    [to.relations[relation] ?? []].flat(),
    { type: entity.type, id: entity.id },
  ].flat()
}

export function detach(world: World, entity: Entity): void {
  for (const other of world.state.records) {
    for (const [name, refs] of Object.entries(other.relations)) {
      if (Array.isArray(refs)) other.relations[name] = refs.filter(({ id }) => id !== entity.id)
    }
  }
  world.remove(entity)
}

export const conflict = (words: string) => new ApiRefusal(409, words, { code: '409' })
