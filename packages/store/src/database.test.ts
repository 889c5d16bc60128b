import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/index.ts'
import { type Database, isDatabaseFailure, openDatabase } from './database.ts'

let testDatabase: TestDatabase
let db: Database

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  db = openDatabase({ databaseUrl: testDatabase.databaseUrl })
})
afterAll(async () => {
  await db.destroy()
  await testDatabase.drop()
})

test('a connection that PostgreSQL ends within a transaction fails the transaction, not the process', async () => {
  const ended = db.transaction().execute(async (tx) => {
    const own = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
    await sql`select pg_terminate_backend(${own.rows[0]?.pid})`.execute(db)
    await sql`select 1`.execute(tx)
  })
  await expect(ended).rejects.toSatisfy(isDatabaseFailure)
  expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
})

/** A way to the database that can fall silent, as a broken network does: nothing is closed, nothing comes through. */
async function silenceableWay(): Promise<{ url: string; fallSilent(): void; close(): void }> {
  const target = new URL(testDatabase.databaseUrl)
  const sockets: Socket[] = []
  const server = createServer((near) => {
    const far = connect({ host: target.hostname, port: Number(target.port) })
    near.pipe(far).pipe(near)
    for (const socket of [near, far]) sockets.push(socket.on('error', () => socket.destroy()))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(testDatabase.databaseUrl)
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    fallSilent() {
      for (const socket of sockets.splice(0)) socket.unpipe().pause()
    },
    close: () => server.close(),
  }
}

test('a database that falls silent fails the statement in time, and the next one goes another way', async () => {
  const way = await silenceableWay()
  const short = openDatabase({ databaseUrl: way.url, maxConnections: 1, answerTimeoutMs: 300 })
  try {
    await sql`select 1`.execute(short)
    way.fallSilent()
    await expect(sql`select 1`.execute(short)).rejects.toSatisfy(isDatabaseFailure)
    expect((await sql`select 2 as two`.execute(short)).rows).toEqual([{ two: 2 }])
  } finally {
    await short.destroy()
    way.close()
  }
})
