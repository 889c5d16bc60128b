import { ErrorBody, IdempotencyKey } from '@turnup/contracts'
import { z } from 'zod'

/** What any route may answer instead of what it is for. */
export const errorAnswers = { '4xx': ErrorBody, '5xx': ErrorBody }

/** An access token, or a browser's session. */
const either: Record<string, string[]>[] = [{ accessToken: [] }, { portalSession: [] }]

/** Parts of every route's schema; `signedIn` for those that need a customer. */
export const anyone = { tags: ['Portal'] }
export const signedIn = { tags: ['Portal'], security: either }

/** Loose: what the other headers say is for others to read. */
export const KeyHeader = z.looseObject({ 'idempotency-key': IdempotencyKey })
export const OptionalKeyHeader = z.looseObject({ 'idempotency-key': IdempotencyKey.optional() })

/** Ids of outside systems, as they come in an address. */
export const OutsideId = z.string().regex(/^[A-Za-z0-9-]{1,40}$/, 'is not an id')
