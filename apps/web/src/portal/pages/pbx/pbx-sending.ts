import type { PlacePbxOrderRequest } from '@turnup/contracts'
import type { Sending } from '../catalogue/basket.ts'
import { digestOf } from '../catalogue/sending.ts'

/** The registration that was last sent under a key; in memory alone, as it is personal. */
let sentRegistration: { key: string; text: string } | undefined

/**
 * The key under which an order is sent: the one of before while the content is the same, else a new one (R081). The
 * digest that is kept leaves the registration out, so that nobody can guess a person's data by it.
 */
export async function pbxSendingOf(
  { registration, ...body }: PlacePbxOrderRequest,
  before: Sending | undefined,
): Promise<Sending> {
  const digest = await digestOf(JSON.stringify(body))
  const text = JSON.stringify(registration ?? null)
  const isSameRegistration = sentRegistration?.key !== before?.key || sentRegistration?.text === text
  const sending =
    before?.digest === digest && isSameRegistration
      ? before
      : { key: crypto.randomUUID(), digest, unsure: false }
  sentRegistration = { key: sending.key, text }
  return sending
}
