import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { freePort } from '../processes/ports.ts'
import { startPostgres } from './postgres.ts'

const dataDir = mkdtempSync(path.join(tmpdir(), 'turnup-postgres-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

async function query(databaseUrl: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: databaseUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

test('what was committed survives kill -9, also when the old pid belongs to a stranger by then', async () => {
  const first = await startPostgres({ dataDir })
  await query(first.databaseUrl, 'create table kept (id int); insert into kept values (7)')
  process.kill(first.pid, 'SIGKILL')
  await first.process.ended
  const pidFile = path.join(dataDir, 'postgres', 'cluster', 'postmaster.pid')
  writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(/^\d+/, String(process.pid)))

  const second = await startPostgres({ dataDir })
  try {
    expect(second.databaseUrl).toBe(first.databaseUrl)
    expect(await query(second.databaseUrl, 'select id from kept')).toEqual([{ id: 7 }])
    expect(await query(second.databaseUrl, 'show fsync')).toEqual([{ fsync: 'on' }])
    expect(await query(second.databaseUrl, 'show listen_addresses')).toEqual([
      { listen_addresses: '127.0.0.1' },
    ])
  } finally {
    await second.stop()
  }
})

test('the password is random, needed, and closed to others', async () => {
  const running = await startPostgres({ dataDir })
  try {
    const wrong = new URL(running.databaseUrl)
    expect(wrong.password).toMatch(/^[0-9a-f]{48}$/)
    wrong.password = 'postgres'
    await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/)
    expect(statSync(path.join(dataDir, 'postgres', 'password')).mode & 0o777).toBe(0o600)
    expect(statSync(path.join(dataDir, 'postgres')).mode & 0o777).toBe(0o700)
  } finally {
    await running.stop()
  }
})

test('a port that somebody else has is named', async () => {
  const port = await freePort()
  const other = createServer().listen(port, '127.0.0.1')
  await once(other, 'listening')
  try {
    await expect(startPostgres({ dataDir, port })).rejects.toThrow(`Port ${port} is taken`)
  } finally {
    other.close()
  }
})
