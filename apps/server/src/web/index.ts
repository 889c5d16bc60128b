import { join } from 'node:path'
import staticFiles from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { pathOf } from '../http/errors.ts'
import { sendPage } from './send-page.ts'

/** Where `npm run build` puts the pages. */
const builtPages = join(import.meta.dirname, '../../../web/dist')

/** Served under names that change with the content; beside each, perhaps, the same compressed as .br and .gz. */
const assetPath = /^\w[\w.-]*(\/\w[\w.-]*)*$/
/** The few files that browsers ask for by name. */
const namedFile = /^\/\w[\w-]*\.(svg|ico|png|webmanifest|txt)$/
const notForPages = /^\/(api|health|metrics|assets)(\/|$)/

/** The customer portal at / and the operator console at /console. @param folder what the web's build has made */
export function webPages(folder: string = builtPages) {
  return async (app: FastifyInstance): Promise<void> => {
    await app.register(staticFiles, { serve: false, preCompressed: true, dotfiles: 'ignore', index: false })
    // One page loads many files; counting them would shut out whoever shares an address with others.
    const options = { schema: { hide: true }, config: { rateLimit: false as const } }
    const portal = (reply: FastifyReply) => sendPage(reply, join(folder, 'index.html'))
    const console = (reply: FastifyReply) => sendPage(reply, join(folder, 'console', 'index.html'))

    app.get<{ Params: { '*': string } }>('/assets/*', options, (request, reply) => {
      const path = request.params['*']
      if (!assetPath.test(path)) return reply.callNotFound()
      return reply.sendFile(path, join(folder, 'assets'), { maxAge: '1y', immutable: true })
    })
    app.get('/', options, (_request, reply) => portal(reply))
    app.get('/console', options, (_request, reply) => console(reply))
    app.get('/console/*', options, (_request, reply) => console(reply))
    app.get('/*', options, (request, reply) => {
      const path = pathOf(request)
      if (namedFile.test(path)) return reply.sendFile(path.slice(1), folder, { maxAge: '1h' })
      return isForPages(request, path) ? portal(reply) : reply.callNotFound()
    })
  }
}

/** Whether a person is looking at this address: its page, which knows the address, says what is there. */
function isForPages(request: FastifyRequest, path: string): boolean {
  return !notForPages.test(path) && (request.headers.accept ?? '').includes('text/html')
}
