import type { Json } from '@turnup/domain'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { type Dialect, type SandboxContext, serveCall } from '../../sandbox-kit/index.ts'
import { clientActions } from './actions/clients.ts'
import { invoiceActions } from './actions/invoices.ts'
import { orderActions } from './actions/orders.ts'
import { serviceActions } from './actions/services.ts'
import { systemActions } from './actions/system.ts'
import { type PhpParams, parsePhpForm, text } from './php.ts'
import { WhmcsRefusal } from './refusal.ts'
import type { Action, World } from './world.ts'

const actions = new Map<string, Action>(
  Object.entries({
    ...clientActions,
    ...orderActions,
    ...serviceActions,
    ...invoiceActions,
    ...systemActions,
  }),
)

const error = (message: string) => ({ result: 'error', message })

/** Business errors come with HTTP 200; only the gate in front of the API uses statuses. */
const dialect: Dialect = {
  throttled: (reply) =>
    reply.code(429).header('retry-after', '2').type('text/html').send('Too Many Requests'),
  serverError: (reply) =>
    reply
      .code(500)
      .type('text/html')
      .send(
        '<html><body><h1>Oops!</h1><p>Something went wrong and we could not process your request.</p></body></html>',
      ),
  rejected: (_reply, message) =>
    error(message ?? 'Module Command Error: The remote server refused the command'),
  unauthorised: (reply) => reply.code(403).send(error('Invalid IP 203.0.113.9')),
}

const hidden = new Set(['identifier', 'secret', 'accesskey', 'password2', 'action', 'responsetype'])

function withoutSecrets(params: PhpParams): Json {
  return Object.fromEntries(Object.entries(params).filter(([name]) => !hidden.has(name))) as Json
}

/** POST includes/api.php: every action of the API, faults and journal around it. */
export function serveApi(
  app: FastifyInstance,
  context: SandboxContext,
  world: (baseUrl: string) => World,
): void {
  app.post('/includes/api.php', async (request, reply) => {
    const params = parsePhpForm(typeof request.body === 'string' ? request.body : '')
    const name = text(params, 'action') ?? ''
    const action = actions.get(name)
    const baseUrl = `${request.protocol}://${request.host}${app.prefix}`
    const call = {
      system: 'whmcs',
      operation: name,
      effect: action?.effect ?? ('read' as const),
      request: withoutSecrets(params),
    }
    return serveCall(context, reply, dialect, call, () => perform(world(baseUrl), action, params, reply))
  })
}

function perform(world: World, action: Action | undefined, params: PhpParams, reply: FastifyReply): unknown {
  const { identifier, secret } = world.options
  if (text(params, 'identifier') !== identifier || text(params, 'secret') !== secret) {
    reply.code(403)
    return error('Authentication Failed')
  }
  if (!action) return error(`Action ${text(params, 'action') ?? ''} not found`)
  try {
    return { result: 'success', ...action.run(world, params) }
  } catch (refusal) {
    if (refusal instanceof WhmcsRefusal) return error(refusal.message)
    throw refusal
  }
}
