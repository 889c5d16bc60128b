import { setTimeout as delay } from 'node:timers/promises'
import type { Dino } from '@turnup/domain'
import { Client } from 'pg'

export interface LeadershipOptions {
  databaseUrl: string
  log: Dino
  /** Any constant that means this leadership; processes of one installation agree on it. */
  lockKey?: number
  /** Pause between two tries to become the leader, and between two looks whether the lock is still held. */
  checkEveryMs?: number
  /** Begins the leader's work; the returned function ends it. */
  lead(): Promise<() => Promise<void>>
}

export interface Leadership {
  isLeader(): boolean
  /** Ends the work, gives the lock up, and resolves when both are done. */
  stop(): Promise<void>
}

const defaultLockKey = 7_305_002
const questionTimeoutMs = 5_000

/**
 * Lets exactly one of several processes do what must not be done twice at once: a session lock of PostgreSQL on a
 * connection of its own. When the leader dies, PostgreSQL ends its session and another process takes over; when
 * PostgreSQL restarts, the processes race again. All work behind it is harmless if done twice for a moment.
 */
export function startLeadership(options: LeadershipOptions): Leadership {
  const stopping = new AbortController()
  let leads = false
  const ended = run(options, stopping.signal, (value) => {
    leads = value
  })
  return {
    isLeader: () => leads,
    async stop() {
      stopping.abort()
      await ended
    },
  }
}

async function run(
  options: LeadershipOptions,
  stopping: AbortSignal,
  setLeads: (leads: boolean) => void,
): Promise<void> {
  const { log, checkEveryMs = 3_000 } = options
  while (!stopping.aborted) {
    try {
      await holdOnce(options, checkEveryMs, stopping, setLeads)
    } catch (error) {
      log.warn({ err: error }, 'The lock of the leader cannot be had or was lost; trying again.')
    } finally {
      setLeads(false)
    }
    await pause(checkEveryMs, stopping)
  }
}

/** One session with PostgreSQL: waits for the lock, leads while the session lasts. */
async function holdOnce(
  { databaseUrl, lockKey = defaultLockKey, lead, log }: LeadershipOptions,
  checkEveryMs: number,
  stopping: AbortSignal,
  setLeads: (leads: boolean) => void,
): Promise<void> {
  const client = new Client({
    connectionString: databaseUrl,
    application_name: 'turnup-leader',
    connectionTimeoutMillis: questionTimeoutMs,
    query_timeout: questionTimeoutMs,
    keepAlive: true,
  })
  const lost = new AbortController()
  client.on('error', () => lost.abort())
  client.on('end', () => lost.abort())
  const over = AbortSignal.any([stopping, lost.signal])
  try {
    await client.connect()
    while (!over.aborted && !(await tryLock(client, lockKey))) await pause(checkEveryMs, over)
    if (over.aborted) return
    log.info({}, 'This process leads: it listens to events and sweeps.')
    const endWork = await lead()
    setLeads(true)
    try {
      while (!over.aborted) {
        await pause(checkEveryMs, over)
        if (!over.aborted) await client.query('select 1')
      }
    } finally {
      setLeads(false)
      await endWork()
    }
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function tryLock(client: Client, key: number): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [key])
  return rows[0]?.locked === true
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined)
}
