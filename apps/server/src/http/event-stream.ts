import { PassThrough, type Readable } from 'node:stream'

export interface StreamedEvent {
  /** What Last-Event-ID will say when the client comes back; absent: it keeps the one before. */
  id?: string
  event: string
  data: object
}

/** One answer of server-sent events (WHATWG HTML, 9.2). */
export interface EventStream {
  readable: Readable
  send(event: StreamedEvent): void
  end(): void
  /** Called once, whoever ended it. */
  onClose(listener: () => void): void
}

export interface EventStreamOptions {
  /** Comments that keep proxies from closing a quiet connection. */
  heartbeatMs?: number
  /**
   * After that the client has to come back, and shows anew who it is: a sign-in that ended in the meantime ends the
   * stream so much later at most.
   */
  longestMs?: number
}

/** A reader that falls so far behind is let go; it comes back with Last-Event-ID. */
const mostBufferedBytes = 256 * 1024
const reconnectAfterMs = 2_000

export function createEventStream({
  heartbeatMs = 15_000,
  longestMs = 15 * 60_000,
}: EventStreamOptions = {}): EventStream {
  const stream = new PassThrough()
  const write = (text: string) => {
    if (stream.writableEnded || stream.destroyed) return
    stream.write(text)
    if (stream.readableLength + stream.writableLength > mostBufferedBytes) stream.destroy()
  }
  const heartbeat = setInterval(() => write(': still here\n\n'), heartbeatMs)
  const limit = setTimeout(() => stream.end(), longestMs)
  heartbeat.unref()
  limit.unref()
  stream.on('close', () => {
    clearInterval(heartbeat)
    clearTimeout(limit)
  })
  write(`retry: ${reconnectAfterMs}\n\n`)
  return {
    readable: stream,
    send({ id, event, data }) {
      write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    },
    end() {
      stream.end()
    },
    onClose(listener) {
      stream.once('close', listener)
    },
  }
}
