import formbody from '@fastify/formbody'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type SandboxContext, type SandboxSystem, serveCall } from '../../sandbox-kit/index.ts'
import { redactDocument, redactQuery } from '../redact.ts'
import { createAnswers, version } from './answers.ts'
import { type Callbacks, createCallbacks } from './callbacks.ts'
import { dialect, refusalBody } from './dialect.ts'
import { decrypt, takeUpload } from './encrypted-files.ts'
import { fillOrder } from './order-rules.ts'
import { type Affliction, addPages, sellElsewhere, treatNumber } from './pages.ts'
import { type DidwwState, type Entity, emptyState } from './state.ts'
import { decide } from './verification-rules.ts'
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

const mediaType = 'application/vnd.api+json'
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

  const answers = createAnswers(context, world, rsaBits)

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
      serve(request, reply, async (type, _id, query) => json(reply, await answers.listed(type, query))),
    )
    app.get('/didww/v3/:type/:id', (request, reply) =>
      serve(request, reply, (type, id, query) => json(reply, answers.read(type, id, query))),
    )
    app.post('/didww/v3/:type', { bodyLimit: uploadLimit }, (request, reply) =>
      serve(request, reply, async (type) => {
        if (type !== 'encrypted_files') return json(reply, answers.create(type, request.body), 201)
        if (!Buffer.isBuffer(request.body)) throw invalid('File is not a form')
        const contentType = request.headers['content-type'] ?? ''
        return json(reply, answers.shownOne(await takeUpload(world, request.body, contentType)), 201)
      }),
    )
    app.patch('/didww/v3/:type/:id', (request, reply) =>
      serve(request, reply, (type, id) => json(reply, answers.update(type, id, request.body))),
    )
    app.delete('/didww/v3/:type/:id', (request, reply) =>
      serve(request, reply, (type, id) => {
        answers.remove(type, id)
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
