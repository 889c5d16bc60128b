import formbody from '@fastify/formbody'
import type { Json, JsonObject } from '@turnup/domain'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  type Call,
  type Dialect,
  type FaultKind,
  Faults,
  faultKinds,
  type SandboxContext,
  serveCall,
} from '../../sandbox-kit/index.ts'
import { redact } from '../redact.ts'
import { compositeDialect, loginDialect, restDialect } from './dialect.ts'
import type { RecordStore } from './record-store.ts'
import type { Rest } from './rest.ts'
import { SalesforceFault } from './salesforce-fault.ts'
import { integrationUserId, organizationId, type Sessions } from './sessions.ts'
import type { Usage } from './usage.ts'

export interface DoorParts {
  context: SandboxContext
  sessions: Sessions
  rest: Rest
  store: RecordStore
  usage: Usage
}

const eventKinds: FaultKind[] = ['duplicate-delivery', 'out-of-order']
const restKinds = faultKinds.filter((kind) => !eventKinds.includes(kind))
const writeKinds = restKinds.filter((kind) => kind !== 'stale')

/** The doors that a program uses: token endpoint, userinfo and the REST API, under /salesforce. */
export async function addWireDoors(app: FastifyInstance, parts: DoorParts): Promise<void> {
  if (!app.hasContentTypeParser('application/x-www-form-urlencoded')) await app.register(formbody)
  app.setErrorHandler((_error, _request, reply) =>
    reply.code(400).send([{ errorCode: 'JSON_PARSER_ERROR', message: 'The body cannot be read' }]),
  )
  app.post('/salesforce/services/oauth2/token', (request, reply) => logIn(parts, request, reply))
  app.get('/salesforce/services/oauth2/userinfo', (request, reply) => userInfo(parts, request, reply))
  app.route({
    method: ['GET', 'POST', 'PATCH', 'DELETE'],
    url: '/salesforce/services/data/:version/*',
    handler: (request, reply) => serveRest(parts, request, reply),
  })
}

/** Strikes the fault here, so that a stale read can be served as one; serveCall does the rest. */
function withFault(
  { context, store }: DoorParts,
  reply: FastifyReply,
  dialect: Dialect,
  call: Call,
  perform: () => unknown,
): Promise<unknown> {
  const kinds = call.effect === 'read' ? restKinds : writeKinds
  const fault = context.faults.strike(call.system, call.operation, JSON.stringify(call.request), kinds)
  const faults = new Faults()
  if (fault)
    faults.add({ system: call.system, kind: fault.kind, count: 1, ms: fault.ms, message: fault.message })
  const work = fault?.kind === 'stale' ? () => store.beforeLastCommit(perform) : perform
  const { journal, clock, latencyMs } = context
  const struck = { journal, clock, latencyMs, faults, changed: () => context.changed() }
  return serveCall(struck, reply, dialect, call, work)
}

function originOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`
}

function logIn(parts: DoorParts, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const form = Object(request.body) as Record<string, string>
  const call = { system: 'salesforce', operation: 'login', effect: 'read' as const, request: {} }
  const instance = `${originOf(request)}/salesforce`
  const audiences = [
    instance,
    originOf(request),
    'https://login.salesforce.com',
    'https://test.salesforce.com',
  ]
  return withFault(parts, reply, loginDialect, call, async () => {
    try {
      const token = await parts.sessions.logIn(form, audiences)
      const id = `${instance}/id/${organizationId}/${integrationUserId}`
      return { access_token: token, scope: 'api', instance_url: instance, id, token_type: 'Bearer' }
    } catch (error) {
      if (!(error instanceof SalesforceFault)) throw error
      reply.code(400)
      return { error: error.code, error_description: error.message }
    }
  })
}

function isLoggedIn(parts: DoorParts, request: FastifyRequest): boolean {
  const [, token = ''] = request.headers.authorization?.match(/^Bearer (.+)$/) ?? []
  return parts.sessions.isValid(token)
}

function userInfo(parts: DoorParts, request: FastifyRequest, reply: FastifyReply): unknown {
  if (!isLoggedIn(parts, request)) return reply.code(403).send('Bad_OAuth_Token')
  return {
    user_id: integrationUserId,
    organization_id: organizationId,
    preferred_username: parts.sessions.credentials().username,
  }
}

function serveRest(parts: DoorParts, request: FastifyRequest, reply: FastifyReply): unknown {
  // As it came: an encoded slash is part of a value.
  const rest = request.url.split('?')[0]!.replace(/^\/salesforce\/services\/data\/[^/]+\//, '')
  const query = request.query as Record<string, string | undefined>
  const body = (request.body ?? null) as Json
  const call: Call = { system: 'salesforce', ...callOf(request.method, rest, query, body) }
  reply.header('Sforce-Limit-Info', parts.usage.count())
  if (!isLoggedIn(parts, request)) {
    parts.context.journal.record(
      { ...call, outcome: 'refused: INVALID_SESSION_ID' },
      parts.context.clock.now(),
    )
    return restDialect.unauthorised(reply)
  }
  if (parts.usage.isExhausted()) return restDialect.throttled(reply)
  const dialect = call.operation === 'POST /composite' ? compositeDialect(body) : restDialect
  return withFault(parts, reply, dialect, call, () => {
    const answer = parts.rest({ method: request.method, path: rest, query, body })
    // Not sent here: the fault may still lose or spoil it.
    reply.code(answer.status).type('application/json')
    return answer.status === 204 ? undefined : JSON.stringify(answer.body)
  })
}

/** Names the call as the connector does, for the journal and for faults. */
function callOf(
  method: string,
  rest: string,
  query: Record<string, string | undefined>,
  body: Json,
): Omit<Call, 'system'> {
  const effect = method === 'GET' ? 'read' : 'write'
  const [area = '', object = '', ...key] = rest.split('/')
  if (area === 'query') return { operation: 'query', effect, request: redact({ soql: query.q ?? rest }) }
  if (area === 'limits') return { operation: 'limits', effect, request: {} }
  if (area === 'composite') {
    return { operation: `POST /${rest}`.replace('POST', method), effect, request: redact(body) }
  }
  if (key[0] === 'describe') return { operation: 'describe', effect, request: { object } }
  const fields = (redact(body) ?? {}) as JsonObject
  const request = key.length === 0 ? fields : { key: key.map(decodeURIComponent).join('/'), ...fields }
  return { operation: `${method} /${area}/${object}`, effect, request }
}
