import { z } from 'zod'

export const Ref = z.object({ type: z.string(), id: z.string() })
export type Ref = z.infer<typeof Ref>

const Linkage = z.union([Ref, z.array(Ref), z.null()])
const bag = z.record(z.string(), z.unknown())

export const Resource = Ref.extend({
  attributes: bag.default({}),
  relationships: z.record(z.string(), z.object({ data: Linkage.optional() })).default({}),
  meta: bag.optional(),
})
export type Resource = z.infer<typeof Resource>

export const ApiProblem = z.object({
  title: z.string().optional(),
  detail: z.string().optional(),
  code: z.coerce.string().optional(),
  status: z.coerce.string().optional(),
  source: z.object({ pointer: z.string().optional() }).optional(),
})
export type ApiProblem = z.infer<typeof ApiProblem>

/** An answer with its resources, one or many, and what it includes. */
export const ApiDocument = z.object({
  data: z.union([z.array(Resource), Resource, z.null()]),
  included: z.array(Resource).default([]),
  links: z.object({ next: z.string().nullish() }).optional(),
})
export type ApiDocument = z.infer<typeof ApiDocument>

export const ApiErrors = z.object({ errors: z.array(ApiProblem).min(1) })

/** What an answer holds beside its main resources: follows relationships by name. */
export interface Included {
  /** The resource behind a relationship to one, where the answer includes it. */
  one(resource: Resource | undefined, relationship: string): Resource | undefined
  many(resource: Resource | undefined, relationship: string): Resource[]
}

/** The ids behind a relationship, whether included or not; absent when the answer does not tell. */
export function refsOf(resource: Resource, relationship: string): Ref[] | undefined {
  const data = resource.relationships[relationship]?.data
  if (data === undefined) return undefined
  return data === null ? [] : [data].flat()
}

export function includedIn(resources: readonly Resource[]): Included {
  const byRef = new Map(resources.map((resource) => [`${resource.type}/${resource.id}`, resource]))
  const many = (resource: Resource | undefined, relationship: string) =>
    (resource ? (refsOf(resource, relationship) ?? []) : []).flatMap(
      ({ type, id }) => byRef.get(`${type}/${id}`) ?? [],
    )
  return { many, one: (resource, relationship) => many(resource, relationship)[0] }
}

/** A relationship in a request. */
export function link(type: string, ids: string | string[] | null): { data: Ref | Ref[] | null } {
  if (ids === null) return { data: null }
  return { data: Array.isArray(ids) ? ids.map((id) => ({ type, id })) : { type, id: ids } }
}
