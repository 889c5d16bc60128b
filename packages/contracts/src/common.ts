import { z } from 'zod'

/** What every refused request answers, whichever door it came through. */
export const ErrorBody = z
  .object({
    error: z.object({
      code: z
        .string()
        .describe('Stable and for programs: what was refused, for example PAYMENT_METHOD_MISSING.'),
      message: z.string().describe('For people: what happened and what to do next.'),
      field: z.string().optional().describe('Path of the field at fault, for example items.0.productId.'),
      retryAfterSeconds: z.int().nonnegative().optional().describe('When it makes sense to try again.'),
      correlationId: z
        .string()
        .describe('Name this to customer service: it finds everything about the request.'),
    }),
  })
  .meta({
    id: 'Error',
    examples: [
      {
        error: {
          code: 'PAYMENT_METHOD_MISSING',
          message: 'Add a payment method before you order.',
          correlationId: 'c0a8f3de-7d1c-4f0e-9a53-0c9a9f0b6f11',
        },
      },
    ],
  })
export type ErrorBody = z.infer<typeof ErrorBody>

/** An amount in integer minor units (cents; yen have none) of an ISO 4217 currency. */
export const MoneyBody = z
  .object({
    amountMinor: z.int().describe('Integer minor units: 1850 is 18.50 USD.'),
    currency: z.string().length(3).describe('ISO 4217'),
  })
  .meta({ id: 'Money', examples: [{ amountMinor: 1850, currency: 'USD' }] })
export type MoneyBody = z.infer<typeof MoneyBody>

export const Instant = z.iso.datetime().describe('UTC instant, ISO 8601')
export const Day = z.iso.date().describe('Calendar day, YYYY-MM-DD')

/** Chosen by the client, one for each thing it wants done once; a repeat under the same key is the same request (R081). */
export const IdempotencyKey = z
  .string()
  .min(8)
  .max(120)
  .regex(/^[\x21-\x7e]+$/, 'Use visible ASCII characters without blanks, for example a UUID.')
  .describe(
    'One key for each thing that you want done once, for example a UUID. Repeat it when you try again.',
  )

/** A person's text: trimmed, without control characters other than line breaks and tabs. */
export function textOf(maxLength: number, minLength = 1) {
  return z
    .string()
    .trim()
    .min(minLength)
    .max(maxLength)
    .regex(/^(?:\P{Cc}|[\n\r\t])*$/u, 'Contains characters that cannot be stored.')
}
