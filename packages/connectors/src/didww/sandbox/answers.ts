import type { SandboxContext } from '../../sandbox-kit/index.ts'
import { keyPairs } from './encrypted-files.ts'
import { lookAt, orderRules } from './order-rules.ts'
import { paperRules } from './paper-rules.ts'
import { includedWith, select, toldBy, view } from './queries.ts'
import { type Rules, WriteRequest } from './requests.ts'
import type { Entity } from './state.ts'
import { trunkRules } from './trunk-rules.ts'
import { decideByItself, verificationRules } from './verification-rules.ts'
import { ApiRefusal, invalid, type World } from './world.ts'

const rules: Record<string, Rules> = { ...orderRules, ...trunkRules, ...paperRules, ...verificationRules }
/** The version of the API that is imitated. */
export const version = '2026-04-16'

/** What the carrier answers to each kind of request; its noes are thrown as ApiRefusal. */
export function createAnswers(context: SandboxContext, world: World, rsaBits: number) {
  async function listed(type: string, query: Record<string, string>) {
    if (type === 'public_keys') {
      const pairs = await keyPairs(world, rsaBits)
      return {
        data: pairs.map(({ publicKey }, index) => ({
          id: `key-${index + 1}`,
          type,
          attributes: { key: publicKey },
        })),
      }
    }
    const found = select(world, type, query)
    for (const entity of found.entities) look(entity)
    const last = Math.max(1, Math.ceil(found.total / found.size))
    const at = (page: number) =>
      `/v3/${type}?${new URLSearchParams({ ...query, 'page[number]': String(page), 'page[size]': String(found.size) })}`
    return {
      ...shownWith(found.entities, query.include),
      meta: { total_records: found.total, api_version: version },
      links: { first: at(1), last: at(last), ...(found.number < last ? { next: at(found.number + 1) } : {}) },
    }
  }

  function shownWith(entities: Entity[], include: string | undefined) {
    const told = toldBy(include)
    const included = includedWith(world, entities, include)
    return {
      data: entities.map((entity) => view(entity, { isMain: true }, told)),
      ...(included.length > 0
        ? { included: included.map((each) => view(each, { isMain: false }, told)) }
        : {}),
    }
  }

  function shownOne(entity: Entity, include?: string) {
    const { data, ...more } = shownWith([entity], include)
    return { data: data[0], ...more, meta: { api_version: version } }
  }

  /** A pending order is filled after so many looks; the fault `stale` of `fill order` makes one look too early. */
  function look(entity: Entity): void {
    if (entity.type !== 'orders' || entity.attributes.status !== 'pending') return
    const text = JSON.stringify(entity.attributes)
    if (!context.faults.strike('didww', 'fill order', text, ['stale'])) lookAt(world, entity)
  }

  function mustFind(type: string, id: string | undefined): Entity {
    const found = world.find(type, id)
    if (found) return found
    throw new ApiRefusal(404, 'Record not found', { code: '404' })
  }

  function read(type: string, id: string | undefined, query: Record<string, string>) {
    const entity = mustFind(type, id)
    look(entity)
    return shownOne(entity, query.include)
  }

  function create(type: string, body: unknown) {
    const made = rules[type]?.create?.(world, parsed(body, type))
    if (!made) throw new ApiRefusal(404, 'Resource not found', { code: '404' })
    const answer = structuredClone(shownOne(made))
    if (type === 'address_verifications') {
      const rejection = context.faults.strike('didww', 'verification', '', ['reject'])
      decideByItself(
        world,
        made,
        rejection && (rejection.message ?? 'Address does not match the proof of address'),
      )
    }
    return answer
  }

  function update(type: string, id: string | undefined, body: unknown) {
    const entity = mustFind(type, id)
    const change = rules[type]?.update
    if (!change) throw new ApiRefusal(404, 'Resource not found', { code: '404' })
    change(world, entity, parsed(body, type))
    return shownOne(entity)
  }

  function remove(type: string, id: string | undefined): void {
    const drop = rules[type]?.remove
    if (!drop) throw new ApiRefusal(404, 'Resource not found', { code: '404' })
    drop(world, mustFind(type, id))
  }

  return { listed, read, create, update, remove, shownOne }
}

function parsed(body: unknown, type: string): WriteRequest {
  const request = WriteRequest.safeParse(body)
  if (!request.success || request.data.data.type !== type) throw invalid('The request is not JSON:API')
  return request.data.data
}
