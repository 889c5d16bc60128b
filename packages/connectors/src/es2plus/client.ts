import { randomUUID } from 'node:crypto'
import { type ConnectorDeps, type Json, ProviderError } from '@turnup/domain'
import { type HttpAnswer, type HttpCall, observed, retryAfterMs, sendHttp } from '../http/index.ts'
import type { Es2PlusConfig } from './config.ts'
import { maskEs2Plus } from './mask-es2plus.ts'
import { connectorId, sortFailure, statusDetail } from './sort-failure.ts'
import { createTlsTransport } from './tls-transport.ts'
import { adminProtocolPrefix, Reply, type StatusCodeData } from './wire.ts'

export interface FunctionCall {
  name: 'downloadOrder' | 'confirmOrder' | 'cancelOrder'
  ref: string
  body: Record<string, string | boolean | undefined>
  /** Refusals that prove that an earlier call of ours was carried out. */
  provesDone?: (pair: StatusCodeData | null | undefined) => boolean
  /** Refusals that leave open whether an earlier call of ours was carried out. */
  leavesOpen?: (pair: StatusCodeData | null | undefined) => boolean
}

export interface Es2PlusClient {
  /** @returns the reply, or 'done-before' where a refusal proves an earlier call. @throws ProviderError */
  call(call: FunctionCall): Promise<Reply | 'done-before'>
  /** Any answer at all from the SM-DP+. @throws ProviderError `unavailable` or `auth` */
  reach(): Promise<void>
  /** Lets go of connections that are kept open. */
  close(): void
}

/** A trace id for both sides' logs: the ref, and a suffix of its own for each call. Not an idempotency key. */
function callIdentifier(ref: string): string {
  return `${ref.replace(/[^A-Za-z0-9._:/-]/g, '-')}~${randomUUID().slice(0, 8)}`
}

function refusedByHttp(name: string, answer: HttpAnswer, now: Date): ProviderError {
  const base = { connector: connectorId, operation: name, detail: { status: answer.status } }
  const tell = (kind: ProviderError['kind'], code: string, message: string) =>
    new ProviderError(kind, { ...base, code, message, retryAfterMs: retryAfterMs(answer.headers, now) })
  if (answer.status === 401 || answer.status === 403) {
    return tell('auth', 'ES2PLUS_REQUESTER_REFUSED', `The SM-DP+ refused our access (HTTP ${answer.status}).`)
  }
  if (answer.status === 429)
    return tell('throttled', 'TOO_MANY_REQUESTS', 'The SM-DP+ takes no more requests now.')
  if (answer.status >= 400 && answer.status < 500) {
    return tell(
      'rejected',
      'ES2PLUS_REQUEST_INVALID',
      `The SM-DP+ refused the request (HTTP ${answer.status}).`,
    )
  }
  return tell(
    'outcome-unknown',
    'REPLY_NOT_UNDERSTOOD',
    `The answer to ${name} (HTTP ${answer.status}) is not one of an SM-DP+; whether it was carried out is not known yet.`,
  )
}

/** A reply counts only with the protocol header: a proxy's or a login page's 200 must not pass for success. */
function readReply(name: string, answer: HttpAnswer, now: Date): Reply {
  const protocol = answer.headers.get('x-admin-protocol') ?? ''
  if (answer.status === 200 && protocol.startsWith(adminProtocolPrefix)) {
    try {
      const parsed = Reply.safeParse(JSON.parse(answer.text))
      if (parsed.success) return parsed.data
    } catch {
      // not JSON: not understood
    }
  }
  throw refusedByHttp(name, answer, now)
}

export function createEs2PlusClient(config: Es2PlusConfig, deps: ConnectorDeps): Es2PlusClient {
  const origin = config.url.replace(/\/+$/, '')
  const secured = origin.startsWith('https:') ? createTlsTransport(config) : undefined
  const send: (call: HttpCall) => Promise<HttpAnswer> = secured ?? sendHttp
  const { functionRequesterIdentifier, timeoutMs } = config

  async function call({
    name,
    ref,
    body,
    provesDone,
    leavesOpen,
  }: FunctionCall): Promise<Reply | 'done-before'> {
    const header = { functionRequesterIdentifier, functionCallIdentifier: callIdentifier(ref) }
    const request = { header, ...body }
    const secrets = [body.iccid, body.eid, body.matchingId].filter((value) => typeof value === 'string')
    const observedCall = { connector: connectorId, operation: name, effect: 'write' as const }
    return observed<Reply | 'done-before'>(
      deps,
      { ...observedCall, request: maskEs2Plus(request) },
      async () => {
        const answer = await send({
          ...observedCall,
          method: 'POST',
          url: `${origin}/gsma/rsp2/es2plus/${name}`,
          headers: {
            'content-type': 'application/json',
            'x-admin-protocol': `gsma/rsp/${config.protocolVersion}`,
            'x-correlation-id': deps.correlationId(),
          },
          body: JSON.stringify(request),
          timeoutMs,
        })
        const reply = readReply(name, answer, deps.now())
        const status = reply.header.functionExecutionStatus
        const told = statusDetail(status, secrets)
        if (status.status.startsWith('Executed')) {
          const { header: _header, ...fields } = reply
          return {
            value: reply,
            response: { ...told, ...(maskEs2Plus(fields) as object) } as Json,
            status: 200,
          }
        }
        if (status.status === 'Failed' && provesDone?.(status.statusCodeData)) {
          return { value: 'done-before', response: { ...told, takenAs: 'done before' }, status: 200 }
        }
        if (status.status === 'Failed' && leavesOpen?.(status.statusCodeData)) throw openOutcome(name, told)
        throw sortFailure(name, status, secrets)
      },
    )
  }

  async function reach(): Promise<void> {
    const read = { connector: connectorId, operation: 'reach', effect: 'read' as const }
    await observed(deps, { ...read, request: {} }, async () => {
      const answer = await send({ ...read, method: 'GET', url: `${origin}/gsma/rsp2/es2plus/`, timeoutMs })
      return { value: undefined, response: {}, status: answer.status }
    })
  }

  return { call, reach, close: () => secured?.close() }
}

function openOutcome(name: string, detail: Record<string, Json>): ProviderError {
  return new ProviderError('outcome-unknown', {
    code: 'ESIM_PROFILE_STATE_UNCLEAR',
    connector: connectorId,
    operation: name,
    message:
      'The SM-DP+ says that the profile is in another state: it is cancelled already, or it is on a phone. ES2+ has no way to look; check it at the SM-DP+ and decide.',
    detail,
  })
}
