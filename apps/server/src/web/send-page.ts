import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { FastifyReply } from 'fastify'
import { pageHeaders } from './page-headers.ts'

/** What a page has where its nonce belongs. */
const placeholder = '__STYLE_NONCE__'

const notBuilt = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>The pages are not built</title>
<h1>The pages are not built yet</h1>
<p>Turnup is running and its API answers, but the portal and the console have not been built.
Run <code>npm run build</code> in the project's folder, then reload this page.</p>
</html>
`

/**
 * Answers with a page that the web's build has made, or with a word about how to build it. Read each time, so that a
 * new build is seen without a restart.
 */
export async function sendPage(reply: FastifyReply, file: string): Promise<FastifyReply> {
  const nonce = randomBytes(18).toString('base64url')
  const page = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  reply.headers(pageHeaders(nonce))
  if (page === undefined) return reply.code(503).send(notBuilt)
  return reply.send(page.replaceAll(placeholder, nonce))
}
