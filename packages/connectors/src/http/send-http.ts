import { ProviderError } from '@turnup/domain'

export interface HttpCall {
  connector: string
  operation: string
  /** A write whose answer is lost has an unknown outcome; a read never has. */
  effect: 'read' | 'write'
  method: string
  url: string
  headers?: Record<string, string>
  body?: string | FormData
  timeoutMs: number
  /** The answer is cut off with an error past this size. */
  maxBytes?: number
}

export interface HttpAnswer {
  status: number
  headers: Headers
  text: string
}

/** Failures that prove that no byte of the request was taken. */
const notSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
])

function causeCode(error: unknown): string | undefined {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code
  }
  return undefined
}

async function readBounded(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) throw new Error(`The answer is larger than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/**
 * One HTTP request with a time limit and a size limit. Returns every answer whatever its status: what an answer
 * means is each connector's own test.
 * @throws ProviderError `unavailable` when nothing was sent or the call only reads; `outcome-unknown` when a write
 * may have arrived
 */
export async function sendHttp(call: HttpCall): Promise<HttpAnswer> {
  try {
    const response = await fetch(call.url, {
      method: call.method,
      headers: call.headers ?? {},
      ...(call.body === undefined ? {} : { body: call.body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(call.timeoutMs),
    })
    const text = await readBounded(response, call.maxBytes ?? 10 * 1024 * 1024)
    return { status: response.status, headers: response.headers, text }
  } catch (error) {
    const code = causeCode(error)
    const unknown = call.effect === 'write' && !notSent.has(code ?? '')
    throw new ProviderError(unknown ? 'outcome-unknown' : 'unavailable', {
      code: unknown ? 'REPLY_LOST' : 'UNREACHABLE',
      connector: call.connector,
      operation: call.operation,
      message: unknown
        ? `${call.connector} took the request ${call.operation} but no answer came back; whether it was carried out is not known yet.`
        : `${call.connector} cannot be reached for ${call.operation} (${code ?? 'no answer in time'}).`,
      cause: error,
    })
  }
}
