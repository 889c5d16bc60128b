import { ErrorBody } from '@turnup/contracts'
import { z } from 'zod'

/** What any route may answer instead of what it is for. */
export const errorAnswers = { '4xx': ErrorBody, '5xx': ErrorBody }

/** An access token, or a browser's session. */
const either: Record<string, string[]>[] = [{ accessToken: [] }, { consoleSession: [] }]

/** Parts of every route's schema; `signedIn` for those that need an operator. */
export const anyone = { tags: ['Console'] }
export const signedIn = { tags: ['Console'], security: either }

export const UuidParams = z.object({ id: z.uuid() })
/** Our id, or the CRM's with 15 or 18 characters. */
export const OrderParams = z.object({
  id: z.union([z.uuid(), z.string().regex(/^([A-Za-z0-9]{15}|[A-Za-z0-9]{18})$/, 'is not an order id')]),
})
export const ConnectorParams = z.object({ id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'is not an id') })
