import { z } from 'zod'

/** Integer minor units of an ISO 4217 currency. */
export const MoneyInput = z.object({ amountMinor: z.number().int(), currency: z.string().length(3) })
