import type { Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ConsoleWorld, createConsoleWorld, goodPassword } from './console-world.ts'

let world: ConsoleWorld
let origin: string
beforeAll(async () => {
  world = await createConsoleWorld()
  origin = await world.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => world.close())

/** A page that follows the queue with the browser's session alone. */
async function listen(cookie: string) {
  const leave = new AbortController()
  const url = `${origin}/api/console/orders/events`
  const response = await fetch(url, { headers: { cookie }, signal: leave.signal })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return {
    status: response.status,
    headers: response.headers,
    /** The version of the next change; undefined when the stream ends first. */
    async next(): Promise<string | undefined> {
      for (;;) {
        const found = /event: change\ndata: (.*)\n\n/.exec(text)
        if (found) {
          text = text.slice(found.index + found[0].length)
          return JSON.parse(found[1] ?? '{}').version
        }
        const { done, value } = (await reader?.read()) ?? { done: true }
        if (done) return undefined
        text += value
      }
    },
    leave: () => leave.abort(),
  }
}

async function signIn(email: string): Promise<string> {
  const payload = { email, password: goodPassword }
  const response = await world.app.inject({ method: 'POST', url: '/api/console/session', payload })
  return response.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

test('a queue page is told at once, and whenever an order is made or changed', async () => {
  const page = await listen(await signIn(world.viewer.email))
  expect(page.status).toBe(200)
  expect(page.headers.get('content-type')).toContain('text/event-stream')
  const versions = [await page.next()]
  const id = await world.stuckOrder()
  versions.push(await page.next())
  await world.db
    .updateTable('product_order')
    .set({ revision: 7, updated_at: new Date() })
    .where('id', '=', id)
    .execute()
  versions.push(await page.next())
  expect(versions).not.toContain(undefined)
  expect(new Set(versions).size).toBe(3)
  page.leave()
})

test('the queue is for operators who may still sign in', async () => {
  expect((await listen('')).status).toBe(401)
  const target = await world.addOperator('viewer')
  const cookie = await signIn(target.email)
  await world.call('POST', `/operators/${target.id}/disable`, world.administrator, { reason: 'Left' })
  expect((await listen(cookie)).status).toBe(401)
  const bearer = { authorization: `Bearer ${target.token}` }
  expect((await fetch(`${origin}/api/console/orders/events`, { headers: bearer })).status).toBe(401)
})

test('a server stops, whether its listeners read or not', async () => {
  const sockets: Socket[] = []
  world.app.server.on('request', ({ socket }) => sockets.push(socket))
  const cookie = await signIn(world.viewer.email)
  const reading = await listen(cookie)
  await listen(cookie)
  await reading.next()
  void world.app.close()
  expect(await reading.next()).toBeUndefined()
  await expect.poll(() => sockets.map(({ destroyed }) => destroyed)).toEqual([true, true])
})
