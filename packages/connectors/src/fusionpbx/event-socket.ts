import { connect, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { ProviderError } from '@turnup/domain'
import { type FusionPbxConfig, isLoopback } from './config.ts'
import { connectorId } from './refused.ts'

export interface Frame {
  headers: Record<string, string>
  body: string
}

const maxBytes = 5 * 1024 * 1024

/** Takes whole frames from the front: headers, an empty line, and a body as long as Content-Length says. */
export function takeFrames(buffer: Buffer): { frames: Frame[]; rest: Buffer } {
  const frames: Frame[] = []
  let rest = buffer
  for (;;) {
    const end = rest.indexOf('\n\n')
    if (end < 0) return { frames, rest }
    const lines = rest.subarray(0, end).toString('utf8').split('\n')
    const headers = Object.fromEntries(
      lines
        .filter((line) => line.includes(':'))
        .map((line) => {
          const colon = line.indexOf(':')
          return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]
        }),
    )
    const length = Number(headers['content-length'] ?? 0)
    const from = end + 2
    if (!Number.isSafeInteger(length) || length < 0 || length > maxBytes)
      throw new Error('A frame without measure')
    if (rest.length < from + length) return { frames, rest }
    frames.push({ headers, body: rest.subarray(from, from + length).toString('utf8') })
    rest = rest.subarray(from + length)
  }
}

export function switchUnreachable(operation: string): ProviderError {
  return new ProviderError('unavailable', {
    code: 'SWITCH_UNREACHABLE',
    connector: connectorId,
    operation,
    message: 'The event socket of FreeSWITCH cannot be reached, or does not answer in time.',
  })
}

function switchRefuses(operation: string): ProviderError {
  return new ProviderError('auth', {
    code: 'SWITCH_LOGIN_REFUSED',
    connector: connectorId,
    operation,
    message: 'The event socket of FreeSWITCH does not take our password, or not from this address.',
  })
}

function openSocket(config: FusionPbxConfig): Socket {
  const { switchHost: host, switchPort: port } = config
  if (!(config.switchTls ?? !isLoopback(host))) return connect({ host, port })
  const authority = config.switchAuthority ? { ca: config.switchAuthority } : {}
  return connectTls({ host, port, ...(isIP(host) ? {} : { servername: host }), ...authority })
}

/** One signed-in connection to FreeSWITCH's event socket, inbound mode. Answers come in the order of the questions. */
export class EventSocket {
  readonly #socket: Socket
  readonly #timeoutMs: number
  readonly #waiting: { take(frame: Frame): void; fail(error: Error): void }[] = []
  readonly #early: Frame[] = []
  #buffer: Buffer = Buffer.alloc(0)
  #failure: Error | undefined

  private constructor(socket: Socket, timeoutMs: number) {
    this.#socket = socket
    this.#timeoutMs = timeoutMs
    socket.setNoDelay(true)
    socket.on('data', (chunk: Buffer) => this.#receive(chunk))
    socket.on('error', (error) => this.#fail(error))
    socket.on('close', () => this.#fail(new Error('closed')))
  }

  /** @throws ProviderError `unavailable`, or `auth` when the password or our address is refused */
  static async open(config: FusionPbxConfig, operation: string): Promise<EventSocket> {
    const session = new EventSocket(openSocket(config), config.timeoutMs)
    try {
      const greeting = await session.#next(operation)
      if (greeting.headers['content-type'] !== 'auth/request') throw switchRefuses(operation)
      const answer = await session.ask(operation, [`auth ${config.switchPassword}`])
      if (!answer.headers['reply-text']?.startsWith('+OK')) throw switchRefuses(operation)
      return session
    } catch (error) {
      session.close()
      throw error
    }
  }

  /** Sends one command of one line or more; its first answer. @throws ProviderError `unavailable` when none comes */
  async ask(operation: string, lines: string[]): Promise<Frame> {
    if (lines.some((line) => /[\r\n]/.test(line)))
      throw new Error('A line of a command may not hold a line break')
    this.#socket.write(`${lines.join('\n')}\n\n`)
    return this.#next(operation)
  }

  close(): void {
    this.#failure ??= new Error('closed')
    if (!this.#socket.destroyed) this.#socket.end('exit\n\n', () => this.#socket.destroy())
  }

  async #next(operation: string): Promise<Frame> {
    const early = this.#early.shift()
    if (early) return early
    const { promise, resolve, reject } = Promise.withResolvers<Frame>()
    if (this.#failure) reject(this.#failure)
    else this.#waiting.push({ take: resolve, fail: reject })
    const timer = setTimeout(() => this.#fail(new Error('no answer in time')), this.#timeoutMs)
    try {
      return await promise
    } catch {
      throw switchUnreachable(operation)
    } finally {
      clearTimeout(timer)
    }
  }

  #receive(chunk: Buffer): void {
    try {
      const { frames, rest } = takeFrames(Buffer.concat([this.#buffer, chunk]))
      if (rest.length > maxBytes) throw new Error('An answer without end')
      this.#buffer = rest
      for (const frame of frames) {
        const next = this.#waiting.shift()
        if (next) next.take(frame)
        else this.#early.push(frame)
      }
    } catch (error) {
      this.#fail(error instanceof Error ? error : new Error('not a frame'))
    }
  }

  #fail(error: Error): void {
    this.#failure ??= error
    for (const { fail } of this.#waiting.splice(0)) fail(error)
    this.#socket.destroy()
  }
}
