import type { FastifyInstance } from 'fastify'

/**
 * Hands the routes of this plugin the body's bytes as they came: a signature covers bytes, and parsing comes after it.
 * The size limit of the server holds.
 */
export function takeRawBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
}

/** The JSON in a raw body, or undefined when it is empty or not JSON. */
export function parseRawJson(body: unknown): unknown {
  if (!Buffer.isBuffer(body) || body.byteLength === 0) return undefined
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}
