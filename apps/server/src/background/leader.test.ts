import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/index.ts'
import { type Leadership, startLeadership } from './leader.ts'

let database: TestDatabase
const running: Leadership[] = []
beforeAll(async () => {
  database = await createTestDatabase()
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((leadership) => leadership.stop()))
})
afterAll(() => database.drop())

const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() }

interface Candidate {
  leadership: Leadership
  /** How many runs of the leader's work are going on here; more than one would be a fault. */
  working(): number
  everWorked(): number
}

function candidate(lead?: () => Promise<() => Promise<void>>): Candidate {
  let working = 0
  let everWorked = 0
  const work = async () => {
    working += 1
    everWorked += 1
    return async () => {
      working -= 1
    }
  }
  const options = { databaseUrl: database.databaseUrl, log, checkEveryMs: 20 }
  const leadership = startLeadership({ ...options, lead: lead ?? work })
  running.push(leadership)
  return { leadership, working: () => working, everWorked: () => everWorked }
}

async function leaderAmong(candidates: Candidate[]): Promise<Candidate> {
  return vi.waitFor(() => {
    const leaders = candidates.filter((one) => one.leadership.isLeader())
    expect(leaders).toHaveLength(1)
    return leaders[0] as Candidate
  })
}

/** What PostgreSQL does to sessions when it restarts, or when their process dies. */
async function endSessions(): Promise<number> {
  const client = new Client({ connectionString: database.databaseUrl })
  await client.connect()
  const { rowCount } = await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = 'turnup-leader'`,
  )
  await client.end()
  return rowCount ?? 0
}

test('of several processes exactly one works', async () => {
  const candidates = [candidate(), candidate(), candidate()]
  const leader = await leaderAmong(candidates)
  expect(leader.working()).toBe(1)
  expect(candidates.reduce((sum, one) => sum + one.everWorked(), 0)).toBe(1)
})

test('when the leader stops, another takes over, and only after the work of the first has ended', async () => {
  const candidates = [candidate(), candidate()]
  const first = await leaderAmong(candidates)
  const second = candidates.find((one) => one !== first) as Candidate
  await first.leadership.stop()
  expect(first.working()).toBe(0)
  await vi.waitFor(() => expect(second.working()).toBe(1))
  expect(first.leadership.isLeader()).toBe(false)
})

test('when PostgreSQL drops its sessions, the work ends and somebody leads again', async () => {
  const candidates = [candidate(), candidate()]
  const before = await leaderAmong(candidates)
  // The one that does not lead may still be on its way to the database.
  let ended = 0
  await vi.waitFor(async () => {
    ended += await endSessions()
    expect(ended).toBeGreaterThan(1)
  })
  await vi.waitFor(() => {
    expect(candidates.reduce((sum, one) => sum + one.everWorked(), 0)).toBeGreaterThan(1)
    expect(candidates.reduce((sum, one) => sum + one.working(), 0)).toBe(1)
  })
  await leaderAmong(candidates)
  expect(before.working()).toBeLessThan(2)
})

test('work that cannot begin gives the lead to the next try', async () => {
  let tries = 0
  const leader = candidate(async () => {
    tries += 1
    if (tries === 1) throw new Error('not yet')
    return async () => undefined
  })
  await vi.waitFor(() => expect(leader.leadership.isLeader()).toBe(true))
  expect(tries).toBe(2)
})

test('stopping works while PostgreSQL is not there', async () => {
  const options = { databaseUrl: 'postgres://127.0.0.1:1/none', log, checkEveryMs: 20 }
  const lead = vi.fn()
  const leadership = startLeadership({ ...options, lead })
  await vi.waitFor(() => expect(log.warn).toHaveBeenCalled())
  await leadership.stop()
  expect(lead).not.toHaveBeenCalled()
})
