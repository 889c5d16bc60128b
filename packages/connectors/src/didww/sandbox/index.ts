import formbody from '@fastify/formbody'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type SandboxContext, type SandboxSystem, serveCall } from '../../sandbox-kit/index.ts'
import { redactDocument, redactQuery } from '../redact.ts'
import { type Callbacks, createCallbacks } from './callbacks.ts'
import { dialect, refusalBody } from './dialect.ts'
import { decrypt, keyPairs, takeUpload } from './encrypted-files.ts'
import { fillOrder, lookAt, orderRules } from './order-rules.ts'
import { type Affliction, addPages, sellElsewhere, treatNumber } from './pages.ts'
import { paperRules } from './paper-rules.ts'
import { includedWith, select, toldBy, view } from './queries.ts'
import { type Rules, WriteRequest } from './requests.ts'
import { type DidwwState, type Entity, emptyState } from './state.ts'
import { trunkRules } from './trunk-rules.ts'
import { decide, decideByItself, verificationRules } from './verification-rules.ts'
import { ApiRefusal, createWorld, invalid, type World } from './world.ts'

export { callbackOf } from './callbacks.ts'
export { idOf } from './catalogue.ts'

/** The key that the imitation takes unless told otherwise. */
export const sandboxDidwwKey = 'didww-sandbox-api-key'

export interface DidwwSandboxOptions {
  apiKey?: string
  /** Of the two keys for papers; smaller ones are made faster. */
  rsaBits?: number
  /** The carrier's people approve every verification by themselves. */
  approvesByItself?: boolean
}

/** The imitated carrier with plain functions for what happens outside of the API. */
export interface DidwwSandbox extends SandboxSystem {
  /** Another customer buys the number (E.164); false when it is not for sale. */
  takeAway(number: string): boolean
  setBalance(minor: number): void
  /** Orders are found filled at so many looks at them. */
  setLooksUntilFilled(looks: number): void
  /** Fills every pending order. */
  fillOrders(): void
  /** The carrier's people decide; without reasons they approve. */
  decide(verificationId: string, reasons?: string[], comment?: string): void
  treatNumber(number: string, action: Affliction): void
  readDocument(documentId: string): Uint8Array
  list(type: string): readonly Entity[]
  /** Every callback that is on its way has arrived or failed. */
  callbacksSent(): Promise<void>
}

const rules: Record<string, Rules> = { ...orderRules, ...trunkRules, ...paperRules, ...verificationRules }
const mediaType = 'application/vnd.api+json'
const version = '2026-04-16'
/** A paper of 10 MB and what surrounds it. */
const uploadLimit = 12 * 1024 * 1024

/** DIDWW on the wire under /didww: the API at v3 and a page where the carrier's people act. */
export function createDidwwSandbox(context: SandboxContext, options: DidwwSandboxOptions = {}): DidwwSandbox {
  const apiKey = options.apiKey ?? sandboxDidwwKey
  const rsaBits = options.rsaBits ?? 4096
  let state: DidwwState = emptyState(options)
  const callbacks: Callbacks = createCallbacks(context, apiKey)
  const world: World = createWorld(
    () => state,
    () => context.clock.now(),
    (entity) => callbacks.tell(entity),
  )

  async function serve(
    request: FastifyRequest,
    reply: FastifyReply,
    work: (type: string, id: string | undefined, query: Record<string, string>) => unknown,
  ) {
    const { type = '', id } = request.params as { type?: string; id?: string }
    const query = Object(request.query) as Record<string, string>
    const isWrite = request.method !== 'GET' && type !== 'address_requirement_validations'
    const shown = Buffer.isBuffer(request.body) ? {} : redactDocument(request.body)
    const call = {
      system: 'didww',
      operation: `${request.method} ${type}`,
      effect: isWrite ? ('write' as const) : ('read' as const),
      request: { ...(id ? { id } : {}), query: redactQuery(query), ...Object(shown) },
    }
    return serveCall(context, reply, dialect, call, async () => {
      try {
        authorise(request, type)
        return await work(type, id, query)
      } catch (error) {
        if (!(error instanceof ApiRefusal)) throw error
        reply.code(error.status).type(mediaType)
        return refusalBody(error)
      }
    })
  }

  function authorise(request: FastifyRequest, type: string): void {
    if (type !== 'public_keys' && request.headers['api-key'] !== apiKey) {
      throw new ApiRefusal(401, 'Unauthorized', { code: '401' })
    }
    if (request.headers['x-didww-api-version'] !== version) {
      throw new ApiRefusal(400, `This imitation knows the version ${version} only.`, { code: '400-version' })
    }
  }

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

  function addDoors(app: FastifyInstance): void {
    // Only put together here: whether it is sent is up to the faults.
    const json = (reply: FastifyReply, answer: unknown, status = 200): string => {
      reply.code(status).type(mediaType)
      return JSON.stringify(answer)
    }

    app.get('/didww/v3/balance', (request, reply) =>
      serve(Object.assign(request, { params: { type: 'balance' } }), reply, () => {
        const left = (state.balanceMinor / 100).toFixed(2)
        const attributes = { total_balance: left, balance: left, credit: '0.00' }
        return json(reply, { data: { id: 'balance', type: 'balances', attributes } })
      }),
    )
    app.get('/didww/v3/:type', (request, reply) =>
      serve(request, reply, async (type, _id, query) => json(reply, await listed(type, query))),
    )
    app.get('/didww/v3/:type/:id', (request, reply) =>
      serve(request, reply, (type, id, query) => json(reply, read(type, id, query))),
    )
    app.post('/didww/v3/:type', { bodyLimit: uploadLimit }, (request, reply) =>
      serve(request, reply, async (type) => {
        if (type !== 'encrypted_files') return json(reply, create(type, request.body), 201)
        if (!Buffer.isBuffer(request.body)) throw invalid('File is not a form')
        const contentType = request.headers['content-type'] ?? ''
        return json(reply, shownOne(await takeUpload(world, request.body, contentType)), 201)
      }),
    )
    app.patch('/didww/v3/:type/:id', (request, reply) =>
      serve(request, reply, (type, id) => json(reply, update(type, id, request.body))),
    )
    app.delete('/didww/v3/:type/:id', (request, reply) =>
      serve(request, reply, (type, id) => {
        remove(type, id)
        reply.code(204)
        return ''
      }),
    )
  }

  return {
    id: 'didww',
    async routes(app) {
      // A scope of its own, so that its parsers meet no other system's.
      await app.register(async (scope) => {
        if (!scope.hasContentTypeParser('application/x-www-form-urlencoded')) await scope.register(formbody)
        scope.addContentTypeParser(mediaType, { parseAs: 'string' }, (_request, body, done) => {
          // A deletion says the type too, and sends nothing.
          done(null, body === '' ? undefined : JSON.parse(String(body)))
        })
        scope.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (_request, body, done) =>
          done(null, body),
        )
        addDoors(scope)
        addPages(scope, context, world)
      })
    },
    reset: () => {
      const { keys } = state
      state = { ...emptyState(options), keys }
    },
    save: () => state,
    load: (saved) => {
      state = structuredClone(saved as DidwwState)
    },
    close: () => callbacks.settled(),
    takeAway: (number) => sellElsewhere(world, number),
    setBalance: (minor) => {
      state.balanceMinor = minor
    },
    setLooksUntilFilled: (looks) => {
      state.looksUntilFilled = looks
    },
    fillOrders: () => {
      for (const order of world.list('orders')) fillOrder(world, order)
    },
    decide: (verificationId, reasons, comment) => {
      const verification = world.find('address_verifications', verificationId)
      if (verification) {
        decide(world, verification, reasons && { reasons, ...(comment ? { comment } : {}) })
      }
    },
    treatNumber: (number, action) => treatNumber(world, number, action),
    readDocument: (documentId) => {
      const sealed = world.find('encrypted_files', documentId)?.hidden?.sealed
      if (!(sealed instanceof Uint8Array)) throw new Error(`There is no document ${documentId}`)
      return decrypt(state.keys, sealed)
    },
    list: (type) => world.list(type),
    callbacksSent: () => callbacks.settled(),
  }
}

function parsed(body: unknown, type: string): WriteRequest {
  const request = WriteRequest.safeParse(body)
  if (!request.success || request.data.data.type !== type) throw invalid('The request is not JSON:API')
  return request.data.data
}
