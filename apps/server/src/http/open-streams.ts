import type { Socket } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { EventStream } from './event-stream.ts'

/** What a stopping server gives its listeners to take leave. */
const graceMs = 500

export interface OpenStreams {
  /** Answers with the stream. @param onClose called once, whoever ended it */
  answer(request: FastifyRequest, reply: FastifyReply, stream: EventStream, onClose: () => void): FastifyReply
}

/** The event streams of one plugin, which end when the server stops, whether their clients read or not. */
export function createOpenStreams(app: FastifyInstance, stopSource: () => void): OpenStreams {
  const open = new Set<EventStream>()
  const sockets = new Set<Socket>()
  app.addHook('preClose', async () => {
    stopSource()
    for (const stream of open) stream.end()
    // A client that does not read would never learn of the end, and keep the server from stopping.
    setTimeout(() => {
      for (const socket of sockets) socket.destroy()
    }, graceMs)
  })
  return {
    answer(request, reply, stream, onClose) {
      const { socket } = request.raw
      if (!sockets.has(socket)) socket.once('close', () => sockets.delete(socket))
      sockets.add(socket)
      open.add(stream)
      stream.onClose(() => {
        open.delete(stream)
        onClose()
      })
      return (
        reply
          .header('Content-Type', 'text/event-stream; charset=utf-8')
          .header('Cache-Control', 'no-store')
          // A server that stops would wait for the connection otherwise, until the client lets it go.
          .header('Connection', 'close')
          // Proxies of the nginx family would hold events back otherwise.
          .header('X-Accel-Buffering', 'no')
          .send(stream.readable)
      )
    },
  }
}
