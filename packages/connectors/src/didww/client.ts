import type { ConnectorDeps, ProviderError } from '@turnup/domain'
import type { DidwwConfig } from './config.ts'
import { type ApiProblem, type Included, includedIn, type link, type Resource } from './json-api.ts'
import { createMemory, type Memory } from './memory.ts'
import { refused, unclearAnswer } from './refusals.ts'
import { type Call, createSend, operationOf } from './transport.ts'

export interface Found {
  resource: Resource
  included: Included
}
export interface FoundList {
  resources: Resource[]
  included: Included
  hasNext: boolean
}
export interface NewResource {
  type: string
  attributes?: Record<string, unknown>
  relationships?: Record<string, ReturnType<typeof link>>
}

/** The largest page that DIDWW gives. */
export const pageSize = 100
/** No list that is read here has more; an endless one would be a fault of the other side. */
const mostPages = 100

/** JSON:API with DIDWW's manners. Every function throws ProviderError and nothing else. */
export function createDidwwClient(config: DidwwConfig, deps: ConnectorDeps) {
  const send = createSend(config, deps)

  async function single(call: Call): Promise<Found> {
    const answer = await send(call)
    if (answer.refusal) throw answer.refusal.error
    const resource = [answer.document?.data ?? []].flat()[0]
    const effect = call.method === 'GET' ? 'read' : 'write'
    if (!resource) throw unclearAnswer(operationOf(call), effect, 'an empty answer')
    return { resource, included: includedIn(answer.document?.included ?? []) }
  }

  async function page(path: string, query: Record<string, string>): Promise<FoundList> {
    const call: Call = { method: 'GET', path, query }
    const answer = await send(call)
    if (answer.refusal) throw answer.refusal.error
    const { data, included = [], links } = answer.document ?? {}
    if (!Array.isArray(data)) throw unclearAnswer(operationOf(call), 'read', 'something that is no list')
    return { resources: data, included: includedIn(included), hasNext: Boolean(links?.next) }
  }

  async function all(path: string, query: Record<string, string> = {}): Promise<Resource[]> {
    const found: Resource[] = []
    for (let number = 1; number <= mostPages; number += 1) {
      const { resources, hasNext } = await page(path, {
        ...query,
        'page[number]': String(number),
        'page[size]': String(pageSize),
      })
      found.push(...resources)
      if (!hasNext) break
    }
    return found
  }

  return {
    page,
    all,
    /** One resource; absent where DIDWW knows nothing of it. */
    async find(path: string, include?: string): Promise<Found | undefined> {
      const answer = await send({ method: 'GET', path, ...(include ? { query: { include } } : {}) })
      if (answer.refusal?.status === 404) return undefined
      if (answer.refusal) throw answer.refusal.error
      const resource = [answer.document?.data ?? []].flat()[0]
      if (!resource) throw unclearAnswer(`GET ${path.split('/')[0]}`, 'read', 'an empty answer')
      return { resource, included: includedIn(answer.document?.included ?? []) }
    },
    create: (resource: NewResource) =>
      single({ method: 'POST', path: resource.type, body: { data: resource } }),
    update: (id: string, resource: NewResource) =>
      single({ method: 'PATCH', path: `${resource.type}/${id}`, body: { data: { id, ...resource } } }),
    upload: (path: string, form: FormData) => single({ method: 'POST', path, body: form }),
    /** Undefined: gone, also when it was gone before; else what DIDWW says against it. */
    async remove(path: string): Promise<ProviderError | undefined> {
      const answer = await send({ method: 'DELETE', path })
      return answer.refusal?.status === 404 ? undefined : answer.refusal?.error
    },
    /** A question in the shape of a POST: what DIDWW finds wrong, nothing when all is well. */
    async judge(resource: NewResource): Promise<ApiProblem[]> {
      const answer = await send({
        method: 'POST',
        path: resource.type,
        body: { data: resource },
        readsOnly: true,
      })
      if (answer.refusal && answer.refusal.status !== 422) throw answer.refusal.error
      return answer.refusal?.problems ?? []
    },
    /** The one resource of this reference; nothing when there is none. */
    async findByRef(path: string, marker: string, include?: string): Promise<Found | undefined> {
      const { resources, included } = await page(path, {
        'filter[external_reference_id]': marker,
        ...(include ? { include } : {}),
      })
      const ours = resources.filter(({ attributes }) => attributes.external_reference_id === marker)
      if (ours.length > 1) {
        const ids = ours.map(({ id }) => id).join(', ')
        throw refused(
          `GET ${path}`,
          'DUPLICATE_ENTRIES',
          `These ${path} stand under one reference at DIDWW: ${ids}. Remove all but one there.`,
        )
      }
      return ours[0] && { resource: ours[0], included }
    },
  }
}
export type DidwwClient = ReturnType<typeof createDidwwClient>

/** What every part of the connector works with. */
export interface Didww {
  config: DidwwConfig
  client: DidwwClient
  /** Places and kinds hardly ever change. */
  memory: Memory
  now(): Date
}

export function createDidww(config: DidwwConfig, deps: ConnectorDeps): Didww {
  return { config, client: createDidwwClient(config, deps), memory: createMemory(deps.now), now: deps.now }
}
