import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import {
  type DatabaseTransaction,
  endBrowserSession,
  findBrowserSession,
  insertBrowserSession,
  keepBrowserSession,
} from '@turnup/store'
import type { Actor, Services } from '../context.ts'
import { hashToken, newToken, type TokenHolder } from './tokens.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** How long a session goes on unused, and how long in any case. */
const lifetimes: Record<TokenHolder['kind'], { idleMs: number; longestMs: number }> = {
  customer: { idleMs: 12 * hourMs, longestMs: 14 * 24 * hourMs },
  operator: { idleMs: 8 * hourMs, longestMs: 24 * hourMs },
}
/** Whoever acts for a customer does it in one go (R166). */
const actingMs = hourMs
/** A use is written down only this often, so that reading a page costs no write. */
const seenEveryMs = 5 * minuteMs
/** What `newToken` makes; anything else is not even looked up. */
const wellFormed = /^[\w-]{43}$/

export type SessionKind = TokenHolder['kind']
type SessionServices = Pick<Services, 'accessTokenKey' | 'clock'>

export interface BrowserSession {
  /** For the cookie; never for an answer's body. */
  sessionToken: string
  csrfToken: string
}

/** Signs a person in with a browser. Must run under `lockSessions`. Only the token's hash is kept. */
export async function openBrowserSession(
  services: SessionServices,
  transaction: DatabaseTransaction,
  holder: Pick<TokenHolder, 'kind' | 'id'>,
  actingOperatorId?: string,
): Promise<BrowserSession & { endsAt: Date }> {
  const sessionToken = newToken()
  const now = services.clock.now()
  const { idleMs, longestMs } =
    actingOperatorId === undefined ? lifetimes[holder.kind] : { idleMs: actingMs, longestMs: actingMs }
  const endsAt = new Date(now.getTime() + longestMs)
  await insertBrowserSession(transaction, {
    hash: hashToken(sessionToken),
    subject: { kind: holder.kind, id: holder.id },
    createdAt: now,
    expiresAt: new Date(now.getTime() + idleMs),
    endsAt,
    actingOperatorId,
  })
  return { sessionToken, csrfToken: csrfTokenOf(services, sessionToken), endsAt }
}

/**
 * Who this session stands for, as the database has them now; undefined when it is unknown or over, or when the person
 * may not be signed in any more.
 */
export async function recogniseBrowserSession(
  services: SessionServices & Pick<Services, 'db'>,
  kind: SessionKind,
  sessionToken: string,
): Promise<Exclude<Actor, { kind: 'system' }> | undefined> {
  if (!wellFormed.test(sessionToken)) return undefined
  const hash = hashToken(sessionToken)
  const now = services.clock.now()
  const session = await findBrowserSession(services.db, hash, kind, now)
  if (!session) return undefined
  if (now.getTime() - session.lastSeenAt.getTime() >= seenEveryMs) {
    const idleEnd = now.getTime() + lifetimes[kind].idleMs
    const expiresAt = new Date(Math.min(idleEnd, session.endsAt.getTime()))
    await keepBrowserSession(services.db, hash, { at: now, expiresAt })
  }
  const { subjectId: id, role } = session
  if (kind === 'customer') {
    const { actingOperatorId } = session
    return actingOperatorId === null ? { kind, id } : { kind, id, actingOperatorId }
  }
  return role ? { kind, id, role } : undefined
}

/** The operator who acts for the customer of this session; undefined in the customer's own. */
export async function readActingOperator(
  services: Pick<Services, 'clock' | 'db'>,
  sessionToken: string,
): Promise<{ name: string; endsAt: string } | undefined> {
  const session = await findBrowserSession(
    services.db,
    hashToken(sessionToken),
    'customer',
    services.clock.now(),
  )
  if (!session || session.actingOperatorName === null) return undefined
  return { name: session.actingOperatorName, endsAt: session.endsAt.toISOString() }
}

/** Ends this session alone. An unknown one is no error. */
export async function closeBrowserSession(
  services: Pick<Services, 'clock' | 'db'>,
  sessionToken: string,
): Promise<void> {
  if (!wellFormed.test(sessionToken)) return
  await endBrowserSession(services.db, hashToken(sessionToken), services.clock.now())
}

/** The CSRF token of a session: the same for all its pages, worthless for any other session, kept nowhere. */
export function csrfTokenOf(services: Pick<Services, 'accessTokenKey'>, sessionToken: string): string {
  const key = new Uint8Array(hkdfSync('sha256', services.accessTokenKey, '', 'turnup csrf tokens', 32))
  return createHmac('sha256', key).update(sessionToken).digest('base64url')
}

/** Compares in constant time. */
export function isCsrfTokenOf(
  services: Pick<Services, 'accessTokenKey'>,
  sessionToken: string,
  given: string,
): boolean {
  const right = Buffer.from(csrfTokenOf(services, sessionToken))
  const candidate = Buffer.from(given)
  return candidate.length === right.length && timingSafeEqual(candidate, right)
}
