import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'

const storage = new AsyncLocalStorage<string>()
/** What callers may send; anything else could forge log lines or break headers downstream. */
const wellFormed = /^[A-Za-z0-9][A-Za-z0-9._:+/=-]{7,79}$/

/** The correlation id of the HTTP request in hand, or undefined outside of any. */
export function requestCorrelationId(): string | undefined {
  return storage.getStore()
}

/** Runs work that no HTTP request stands behind (sweeps, events) under a correlation id. */
export function withCorrelationId<Value>(correlationId: string, work: () => Value): Value {
  return storage.run(correlationId, work)
}

/** The id that came from outside where it is well formed, else a new one. */
export function correlationIdFrom(given: string | string[] | undefined): string {
  return typeof given === 'string' && wellFormed.test(given) ? given : randomUUID()
}

/** Gives every request its correlation id: in the answer, in the context of everything it causes (R144). */
export function addCorrelation(app: FastifyInstance): void {
  app.decorateRequest('correlationId', '')
  app.addHook('onRequest', (request, reply, done) => {
    request.correlationId = request.id
    reply.header('X-Correlation-ID', request.id)
    storage.run(request.id, done)
  })
  // Reading the body leaves the asynchronous context of the first hook, so it is entered again.
  app.addHook('preValidation', (request, _reply, done) => storage.run(request.correlationId, done))
}
