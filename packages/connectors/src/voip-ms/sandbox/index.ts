import formbody from '@fastify/formbody'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Dialect, type SandboxContext, type SandboxSystem, serveCall } from '../../sandbox-kit/index.ts'
import { effectOf, functions, type Params, type World } from './functions.ts'
import { addPages, sellElsewhere } from './pages.ts'
import { emptyState, type VoipMsState } from './state.ts'

/** The credentials that the imitation takes unless told otherwise. */
export const sandboxVoipMsCredentials = {
  apiUsername: 'pbx@harbour-telecom.example',
  apiPassword: 'voip-ms-sandbox-password',
  accountNumber: '100000',
}

export interface VoipMsSandboxOptions {
  apiUsername?: string
  apiPassword?: string
  accountNumber?: string
  /** Functions whose success has no body at all. */
  emptyAnswers?: string[]
  /** The carrier keeps the passwords of sub-accounts to itself. */
  hidesPasswords?: boolean
}

/** The imitated carrier with plain functions for what happens outside of the API. */
export interface VoipMsSandbox extends SandboxSystem {
  /** Another customer buys the number (E.164); false when it is not for sale. */
  takeAway(number: string): boolean
  setBalance(minor: number): void
  listNumbers(): { number: string; note: string; routing: string; pop: string; billingType: string }[]
  listSubAccounts(): { account: string; description: string }[]
}

/** HTTP 200 whatever happens; only what stands in front of the API uses statuses. */
const dialect: Dialect = {
  throttled: () => ({ status: 'api_limit_exceeded' }),
  serverError: (reply) => reply.code(502).type('text/html').send('<html><h1>502 Bad Gateway</h1></html>'),
  rejected: (_reply, message = 'order_failed') => ({ status: message }),
  unauthorised: () => ({ status: 'ip_not_enabled' }),
}

const hidden = new Set(['api_username', 'api_password', 'password', 'method'])

/** VoIP.ms on the wire under /voip-ms: the API at api/v1/rest.php and a page with the account. */
export function createVoipMsSandbox(
  context: SandboxContext,
  options: VoipMsSandboxOptions = {},
): VoipMsSandbox {
  const { apiUsername, apiPassword, accountNumber } = { ...sandboxVoipMsCredentials, ...options }
  let state: VoipMsState = emptyState()

  function perform(name: string, params: Params): string | Record<string, unknown> {
    if (!params.api_username || !params.api_password) return 'missing_credentials'
    if (params.api_username !== apiUsername || params.api_password !== apiPassword)
      return 'invalid_credentials'
    const work = functions.get(name)
    if (!work) return name ? 'invalid_method' : 'missing_method'
    const world: World = { state, mainAccount: accountNumber, now: () => context.clock.now() }
    return work(world, params)
  }

  function answerTo(name: string, result: string | Record<string, unknown>): unknown {
    if (typeof result === 'string') return { status: result }
    if (options.emptyAnswers?.includes(name)) return ''
    return { status: 'success', ...result }
  }

  function handle(request: FastifyRequest, reply: FastifyReply) {
    const params = Object(request.query) as Params
    const name = params.method ?? ''
    const shown = Object.fromEntries(Object.entries(params).filter(([param]) => !hidden.has(param)))
    const call = { system: 'voip-ms', operation: name, effect: effectOf(name), request: shown }
    return serveCall(context, reply, dialect, call, () => {
      const answer = answerTo(name, perform(name, params))
      if (options.hidesPasswords) withoutPasswords(answer)
      return answer
    })
  }

  return {
    id: 'voip-ms',
    async routes(app) {
      // A scope of its own, so that its form parser meets no other system's.
      await app.register(async (scope) => {
        if (!scope.hasContentTypeParser('application/x-www-form-urlencoded')) await scope.register(formbody)
        scope.get('/voip-ms/api/v1/rest.php', handle)
        addPages(scope, context, () => state)
      })
    },
    reset: () => {
      state = emptyState()
    },
    save: () => state,
    load: (saved) => {
      state = structuredClone(saved as VoipMsState)
    },
    takeAway: (number) => sellElsewhere(state, number),
    setBalance: (minor) => {
      state.balanceMinor = minor
    },
    listNumbers: () =>
      state.dids.map(({ did, note, routing, pop, billingType }) => ({
        number: `+1${did}`,
        note,
        routing,
        pop,
        billingType,
      })),
    listSubAccounts: () => state.accounts.map(({ account, description }) => ({ account, description })),
  }
}

function withoutPasswords(answer: unknown): void {
  const { accounts } = Object(answer) as { accounts?: { password?: string }[] }
  for (const account of accounts ?? []) account.password = ''
}
