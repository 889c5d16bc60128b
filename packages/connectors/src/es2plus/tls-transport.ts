import type { ClientRequest, IncomingMessage } from 'node:http'
import { Agent, request as httpsRequest } from 'node:https'
import type { TLSSocket } from 'node:tls'
import { ProviderError } from '@turnup/domain'
import type { HttpAnswer, HttpCall } from '../http/index.ts'

export interface TlsMaterial {
  clientCertificate?: string
  clientKey?: string
  serverAuthority?: string
}

export interface TlsTransport {
  (call: HttpCall): Promise<HttpAnswer>
  /** Lets go of connections that are kept open. */
  close(): void
}

const maxBytes = 1024 * 1024

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'no answer in time'
}

/** Whether the secure connection stood, so that the request may have been read. */
function watchHandshake(request: ClientRequest): () => boolean {
  let secured = false
  request.once('socket', (socket) => {
    if (request.reusedSocket) secured = true
    else
      (socket as TLSSocket).once('secureConnect', () => {
        secured = true
      })
  })
  return () => secured
}

function sortTlsError(call: HttpCall, error: unknown, secured: boolean): ProviderError {
  const code = codeOf(error)
  const base = { connector: call.connector, operation: call.operation, cause: error }
  // An alert is the other side refusing our certificate; the request was never read.
  if (/^ERR_SSL_.*ALERT/.test(code)) {
    const message = `${call.connector} refused our client certificate (${code}).`
    return new ProviderError('auth', { ...base, code: 'CLIENT_CERTIFICATE_REFUSED', message })
  }
  if (secured && call.effect === 'write') {
    const message = `${call.connector} took the request ${call.operation} but no answer came back; whether it was carried out is not known yet.`
    return new ProviderError('outcome-unknown', { ...base, code: 'REPLY_LOST', message })
  }
  const message = `${call.connector} cannot be reached for ${call.operation} (${code}).`
  return new ProviderError('unavailable', { ...base, code: 'UNREACHABLE', message })
}

async function readAnswer(response: IncomingMessage): Promise<HttpAnswer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw new Error(`The answer is larger than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  const headers = new Headers()
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) headers.set(name, String(value))
  }
  return { status: response.statusCode ?? 0, headers, text: Buffer.concat(chunks).toString('utf8') }
}

/**
 * HTTPS with mutual TLS, by Node's own agent: `fetch` takes no client certificate. Sorts failures as `sendHttp` does,
 * and a refused certificate as `auth`.
 */
export function createTlsTransport(material: TlsMaterial): TlsTransport {
  const agent = new Agent({
    cert: material.clientCertificate,
    key: material.clientKey,
    ca: material.serverAuthority,
    keepAlive: true,
    maxSockets: 10,
  })
  const send = (call: HttpCall) =>
    new Promise<HttpAnswer>((resolve, reject) => {
      const { method, headers, timeoutMs } = call
      const request = httpsRequest(call.url, {
        method,
        headers,
        agent,
        signal: AbortSignal.timeout(timeoutMs),
      })
      const isSecured = watchHandshake(request)
      const fail = (error: unknown) => reject(sortTlsError(call, error, isSecured()))
      request.once('response', (response) => readAnswer(response).then(resolve, fail))
      request.on('error', fail)
      request.end(call.body)
    })
  return Object.assign(send, { close: () => agent.destroy() })
}
