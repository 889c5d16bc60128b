import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../http/create-app.ts'
import { createTestWorld, type TestWorld } from '../test-world.ts'
import { webPages } from './index.ts'
import { precompress } from './precompress.ts'

const script = `export const words = '${'many of the same words, '.repeat(200)}'`
const page = (name: string) =>
  `<!doctype html><meta name="style-nonce" content="__STYLE_NONCE__"><title>${name}</title>`

let world: TestWorld
let folder: string
let app: FastifyInstance
let withoutPages: FastifyInstance

async function serve(from: string): Promise<FastifyInstance> {
  const { services, settings } = world
  const log = pino({ level: 'silent' })
  return createApp({
    services,
    server: { ...settings.server, requestsPerMinute: 40 },
    log,
    routes: async (routes) => {
      routes.get('/api/orders', () => ({ items: [] }))
      await routes.register(webPages(from))
    },
  })
}

beforeAll(async () => {
  world = await createTestWorld()
  folder = mkdtempSync(join(tmpdir(), 'turnup-pages-'))
  mkdirSync(join(folder, 'dist', 'assets', 'fonts'), { recursive: true })
  mkdirSync(join(folder, 'dist', 'console'))
  const files = {
    'secret.txt': 'outside of the folder',
    'dist/index.html': page('portal'),
    'dist/console/index.html': page('console'),
    'dist/favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'dist/.env': 'KEY=1',
    'dist/assets/index-a1b2c3.js': script,
    'dist/assets/small-d4e5f6.css': 'body{margin:0}',
    'dist/assets/.hidden.js': 'hidden',
    'dist/assets/fonts/sans-0a1b.woff2': 'a font',
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  await precompress(join(folder, 'dist', 'assets'))
  app = await serve(join(folder, 'dist'))
  withoutPages = await serve(join(folder, 'not-built'))
})
afterAll(async () => {
  await app.close()
  await withoutPages.close()
  await world.close()
  rmSync(folder, { recursive: true })
})

const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const asset = '/assets/index-a1b2c3.js'
const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers })
const errorCode = (body: string) => JSON.parse(body).error.code

describe('pages', () => {
  test.each([
    ['/', 'portal'],
    ['/?from=mail', 'portal'],
    ['/orders/801000000000001AAA', 'portal'],
    ['/healthy', 'portal'],
    ['/apiary', 'portal'],
    ['/console', 'console'],
    ['/console/', 'console'],
    ['/console/orders?state=held', 'console'],
  ])('%s is the page of the %s', async (url, name) => {
    const response = await get(url, html)
    expect(response.statusCode).toBe(200)
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(response.headers['cache-control']).toBe('no-cache')
    expect(response.body).toContain(`<title>${name}</title>`)
  })

  test('run scripts from our files alone, and style elements that this one answer names', async () => {
    const nonces = new Set<string>()
    for (const url of ['/', '/', '/console']) {
      const { body, headers } = await get(url, html)
      const nonce = /name="style-nonce" content="([\w-]{24})"/.exec(body)?.[1] ?? ''
      expect(headers['content-security-policy']).toBe(
        `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' https: data:; connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      )
      expect(headers['cross-origin-opener-policy']).toBe('same-origin')
      expect(headers['permissions-policy']).toContain('camera=()')
      expect(headers['referrer-policy']).toBe('no-referrer')
      nonces.add(nonce)
    }
    expect(nonces.size).toBe(3)
  })

  test('are answered to HEAD without a body', async () => {
    for (const url of ['/', '/console/orders', asset]) {
      const response = await app.inject({ method: 'HEAD', url, headers: html })
      expect([response.statusCode, response.body], url).toEqual([200, ''])
    }
  })

  test.each([
    ['/api/nothing', html],
    ['/api', html],
    ['/assets', html],
    ['/assets/nothing-there.js', html],
    ['/health/nothing', html],
    ['/metrics/nothing', html],
    ['/orders', { accept: 'application/json' }],
    ['/nothing.svg', { accept: 'image/*' }],
  ])('%s with %j is nothing, said in JSON', async (url, headers) => {
    const response = await get(url, headers)
    expect([response.statusCode, errorCode(response.body)]).toEqual([404, 'ROUTE_NOT_FOUND'])
    expect(response.headers['content-security-policy']).toBe("default-src 'none';frame-ancestors 'none'")
  })

  test('are not what a POST gets', async () => {
    const response = await app.inject({ method: 'POST', url: '/console/orders', headers: html, payload: {} })
    expect([response.statusCode, errorCode(response.body)]).toEqual([404, 'ROUTE_NOT_FOUND'])
  })

  test('that are not built say how to build them, and the API answers all the same', async () => {
    for (const url of ['/', '/console']) {
      const response = await withoutPages.inject({ url, headers: html })
      expect(response.statusCode).toBe(503)
      expect(response.body).toContain('npm run build')
    }
    expect((await withoutPages.inject('/api/orders')).json()).toEqual({ items: [] })
    expect((await withoutPages.inject(asset)).statusCode).toBe(404)
  })
})

describe('files', () => {
  test('with a name of their content are kept for a year', async () => {
    const { headers, body } = await get(asset)
    expect(body).toBe(script)
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(headers['content-type']).toBe('application/javascript; charset=utf-8')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect((await get('/assets/fonts/sans-0a1b.woff2')).headers['content-type']).toBe('font/woff2')
    expect((await get('/favicon.svg')).headers['cache-control']).toBe('public, max-age=3600')
  })

  test('are not sent again to who has them', async () => {
    const { headers } = await get(asset)
    const again = await get(asset, { 'if-none-match': String(headers.etag) })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  })

  test.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
  ] as const)('are sent compressed to who takes %s', async (accepted, encoding, unpack) => {
    const response = await get(asset, { 'accept-encoding': accepted })
    expect(response.headers).toMatchObject({
      'content-encoding': encoding,
      'content-type': 'application/javascript; charset=utf-8',
      vary: expect.stringMatching(/accept-encoding/i),
    })
    expect(unpack(response.rawPayload).toString()).toBe(script)
    const small = await get('/assets/small-d4e5f6.css', { 'accept-encoding': accepted })
    expect([small.headers['content-encoding'], small.body]).toEqual([undefined, 'body{margin:0}'])
  })

  test.each([
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/assets/..\\..\\secret.txt',
    '/assets/fonts/../../index.html',
    '/assets//etc/passwd',
    '/assets/.hidden.js',
    '/assets/fonts',
    '/assets/index-a1b2c3.js%00.css',
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/secret.txt',
    '/.env',
    '/console/../../secret.txt',
    '/index.html/../.env',
  ])('outside of the folder are out of reach: %s', async (path) => {
    const { status, body } = await getAsItIs(path)
    expect(status).toBe(path.startsWith('/console/') ? 200 : 404)
    expect(body).not.toMatch(/outside of the folder|KEY=1|hidden'|root:/)
  })

  test('do not count against the limit of requests', async () => {
    const statuses = new Set<number>()
    for (let load = 0; load < 60; load += 1) {
      statuses.add((await app.inject({ url: asset, remoteAddress: '198.51.100.7' })).statusCode)
    }
    expect([...statuses]).toEqual([200])
  })
})

/** Over a connection, since clients and `inject` tidy a path up before they send it. */
async function getAsItIs(path: string): Promise<{ status: number | undefined; body: string }> {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    const asking = httpRequest({ host: '127.0.0.1', port, path, agent: false }, async (answer) => {
      let body = ''
      for await (const part of answer) body += part
      resolve({ status: answer.statusCode, body })
    })
    asking.on('error', reject).end()
  })
}
