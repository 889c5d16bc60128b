import formbody from '@fastify/formbody'
import type { JsonObject } from '@turnup/domain'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type SandboxContext, type SandboxSystem, serveCall } from '../../sandbox-kit/index.ts'
import { maskMvne } from '../mask-mvne.ts'
import { mvneDialect } from './dialect.ts'
import { LineStore, type Refusal, type SandboxLine } from './line-store.ts'
import { addPages } from './pages.ts'

export interface MvneSandboxOptions {
  apiKey?: string
}

export const sandboxMvneKey = 'mvne-sandbox-key'

const Iccid = z.string().regex(/^\d{18,20}$/)
const Activation = z.object({ iccid: Iccid, plan: z.string().min(1) })
const Profile = z.object({ iccid: Iccid })
const TopUp = z.union([
  z.object({ packageCode: z.string().min(1) }),
  z.object({ amount: z.object({ amountMinor: z.int().positive(), currency: z.string().length(3) }) }),
])

interface Params {
  ref: string
  topUpRef: string
}

const lineView = ({ lineId, ref, plan, msisdn, status }: SandboxLine) => ({
  lineId,
  ref,
  plan,
  msisdn,
  status,
})
const notFound: Refusal = { refused: 404, code: 'NOT_FOUND', message: 'Nothing stands under this reference' }
const stranger: Refusal = { refused: 401, code: 'UNAUTHORISED', message: 'The key is unknown' }
const invalid: Refusal = { refused: 400, code: 'INVALID_REQUEST', message: 'The request is incomplete' }

/** What one operation does: a body with its status, or a refusal. */
type Work = (store: LineStore, params: Params, body: unknown) => { status: number; body?: unknown } | Refusal

function stored<Value>(result: { value: Value; isNew: boolean } | Refusal, view: (value: Value) => unknown) {
  if ('refused' in result) return result
  return { status: result.isNew ? 201 : 200, body: view(result.value) }
}

const operations: [
  name: string,
  effect: 'read' | 'write',
  method: 'GET' | 'PUT' | 'DELETE',
  path: string,
  Work,
][] = [
  [
    'findLine',
    'read',
    'GET',
    '/mvne/lines/:ref',
    (store, { ref }) => {
      const line = store.find(ref)
      return line ? { status: 200, body: lineView(line) } : notFound
    },
  ],
  [
    'activateLine',
    'write',
    'PUT',
    '/mvne/lines/:ref',
    (store, { ref }, body) => {
      const parsed = Activation.safeParse(body)
      return parsed.success
        ? stored(store.activate(ref, parsed.data.iccid, parsed.data.plan), lineView)
        : invalid
    },
  ],
  [
    'replaceProfile',
    'write',
    'PUT',
    '/mvne/lines/:ref/profile',
    (store, { ref }, body) => {
      const parsed = Profile.safeParse(body)
      return parsed.success ? stored(store.replaceProfile(ref, parsed.data.iccid), lineView) : invalid
    },
  ],
  [
    'terminateLine',
    'write',
    'DELETE',
    '/mvne/lines/:ref',
    (store, { ref }) => (store.terminate(ref) ? { status: 204 } : notFound),
  ],
  [
    'findTopUp',
    'read',
    'GET',
    '/mvne/top-ups/:topUpRef',
    (store, { topUpRef }) => {
      const topUp = store.findTopUp(topUpRef)
      return topUp ? { status: 200, body: { topUpId: topUp.topUpId } } : notFound
    },
  ],
  [
    'topUp',
    'write',
    'PUT',
    '/mvne/lines/:ref/top-ups/:topUpRef',
    (store, { ref, topUpRef }, body) => {
      const parsed = TopUp.safeParse(body)
      if (!parsed.success) return invalid
      return stored(store.topUp(ref, topUpRef, JSON.stringify(parsed.data)), ({ topUpId }) => ({ topUpId }))
    },
  ],
]

/** A subscriber register that speaks the line activation contract under `/mvne`, with a page at `/mvne`. */
export function createMvneSandbox(context: SandboxContext, options: MvneSandboxOptions = {}): SandboxSystem {
  const store = new LineStore()
  const expected = `Bearer ${options.apiKey ?? sandboxMvneKey}`

  function addOperations(app: FastifyInstance): void {
    for (const [operation, effect, method, url, work] of operations) {
      const handler = (request: FastifyRequest, reply: FastifyReply) => {
        const params = request.params as Params
        const asked = maskMvne({ ...(Object(request.body) as JsonObject), ...params })
        const call = { system: 'mvne', operation, effect, request: asked }
        return serveCall(context, reply, mvneDialect, call, () => {
          const isKnown = request.headers.authorization === expected
          const result = isKnown ? work(store, params, request.body) : stranger
          if ('refused' in result) {
            reply.code(result.refused)
            return { code: result.code, message: result.message }
          }
          reply.code(result.status)
          return result.body ?? ''
        })
      }
      app.route({ method, url, handler })
    }
  }

  return {
    id: 'mvne',
    async routes(app) {
      // A scope of its own, so that its form parser meets no other system's.
      await app.register(async (scope) => {
        if (!scope.hasContentTypeParser('application/x-www-form-urlencoded')) await scope.register(formbody)
        addOperations(scope)
        addPages(scope, context, store)
      })
    },
    reset: () => store.load([]),
    save: () => store.save(),
    load: (saved) => store.load(saved as SandboxLine[]),
  }
}
