import { createHash } from 'node:crypto'
import { type Outcome, type Refusal, refuse } from '@turnup/domain'
import type { Database } from '@turnup/store'
import { type AttemptLimiter, createAttemptLimiter } from './attempt-limiter.ts'

const windowMs = 15 * 60_000

interface LoginThrottle {
  /** Narrow: one address trying one user. */
  pair: AttemptLimiter
  /** Wide: many addresses at one user; wide enough that a stranger cannot easily lock the user out. */
  user: AttemptLimiter
  /** Wide: one address at many users. */
  address: AttemptLimiter
}

const throttles = new WeakMap<Database, LoginThrottle>()

function throttleOf(db: Database): LoginThrottle {
  const known = throttles.get(db)
  if (known) return known
  const made: LoginThrottle = {
    pair: createAttemptLimiter({ failures: 5, windowMs }),
    user: createAttemptLimiter({ failures: 30, windowMs }),
    address: createAttemptLimiter({ failures: 60, windowMs }),
  }
  throttles.set(db, made)
  return made
}

export interface LoginSource {
  /** 'portal' or 'console': the two doors do not share their counts. */
  door: string
  email: string
  /** The client's network address. */
  address: string
}

/** Guards a sign-in door; unknown and known users are counted alike. Also for the operators' door. */
export function loginThrottle(db: Database, source: LoginSource, now: Date) {
  const { pair, user, address } = throttleOf(db)
  const person = createHash('sha256')
    .update(`${source.door} ${source.email.trim().toLowerCase()}`)
    .digest('base64url')
  const keys = [
    [pair, `${person} ${source.address}`],
    [user, person],
    [address, `${source.door} ${source.address}`],
  ] as const
  const waitSeconds = () => Math.max(...keys.map(([limiter, key]) => limiter.waitSeconds(key, now)))
  const failed = () => {
    for (const [limiter, key] of keys) limiter.fail(key, now)
  }
  return {
    /** 0 when the attempt may go on. */
    waitSeconds,
    failed,
    /**
     * Runs one attempt, which counts as failed while it runs: otherwise many at the same moment would all be let
     * through before the first of them has failed. Refusals: TOO_MANY_ATTEMPTS and those of the work.
     * @param isWrongGuess whether a refusal is what somebody who tries things out would get; any unless given
     */
    async attempt<Value>(
      work: () => Promise<Outcome<Value>>,
      isWrongGuess: (refusal: Refusal) => boolean = () => true,
    ): Promise<Outcome<Value>> {
      const retryAfterSeconds = waitSeconds()
      if (retryAfterSeconds > 0) {
        const message = 'Too many attempts. Wait before you try again.'
        return refuse('too-many-requests', 'TOO_MANY_ATTEMPTS', message, { retryAfterSeconds })
      }
      failed()
      let counts = false
      try {
        const outcome = await work()
        counts = !outcome.ok && isWrongGuess(outcome.refusal)
        return outcome
      } finally {
        if (!counts) for (const [limiter, key] of keys) limiter.takeBack(key, now)
      }
    },
    /** Only the narrow count: one's own good password does not excuse an address that tries many users. */
    succeeded: () => pair.forget(`${person} ${source.address}`),
  }
}
