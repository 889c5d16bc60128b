import { z } from 'zod'

/** What the connector must be told about the event door (R094 to R102). */
export const PubSubConfig = z.object({
  endpoint: z
    .string()
    .regex(/^\S+:\d{1,5}$/, 'Host and port, for example api.pubsub.salesforce.com:7443')
    .default('api.pubsub.salesforce.com:7443')
    .meta({
      title: 'Address of the Pub/Sub API',
      description: 'Host and port; it gets the access token of the login.',
      receives: ['privateKey'],
    }),
  insecure: z.boolean().default(false).meta({
    title: 'Without TLS',
    description: 'Only for a sandbox on the same machine, since the access token travels along.',
  }),
  topicName: z
    .string()
    .regex(/^\/(event|data)\/\w+$/, 'For example /event/OrderProvisionRequested__e')
    .default('/event/OrderProvisionRequested__e')
    .meta({ title: 'Channel of the platform event' }),
  startFrom: z.enum(['EARLIEST', 'LATEST']).default('EARLIEST').meta({
    title: 'Where the very first subscription begins',
    description: 'EARLIEST misses nothing of the last 72 hours.',
  }),
  /** Events asked for at a time; Salesforce cuts more than 100, and ends a stream that works on them for over 60 s. */
  batchSize: z.number().int().min(1).max(100).default(100).meta({ title: 'Events asked for at a time' }),
  /** A stream that says nothing for this long is dead; Salesforce sends a keep-alive within 270 s. */
  keepAliveTimeoutMs: z.number().int().positive().default(300_000).meta({
    title: 'Silence after which a stream counts as dead',
    description: 'Salesforce sends a sign of life within 270 seconds.',
    unit: 'milliseconds',
  }),
  /** A stream not refused for this long counts as live; Salesforce may say nothing before its first answer. */
  settleMs: z.number().int().positive().default(10_000).meta({
    title: 'Time without a refusal after which a stream counts as live',
    unit: 'milliseconds',
  }),
  /** One request's limit (topic, schema). */
  callTimeoutMs: z.number().int().positive().default(15_000).meta({
    title: 'Longest wait for one answer',
    unit: 'milliseconds',
  }),
  backoff: z
    .object({
      baseMs: z.number().int().positive().default(1_000).meta({ title: 'First pause', unit: 'milliseconds' }),
      maxMs: z
        .number()
        .int()
        .positive()
        .default(60_000)
        .meta({ title: 'Longest pause', unit: 'milliseconds' }),
    })
    .default({ baseMs: 1_000, maxMs: 60_000 })
    .meta({ title: 'Pauses before connecting again' }),
  /** Pause after an error that only an administrator can mend. */
  longWaitMs: z.number().int().positive().default(900_000).meta({
    title: 'Pause after an error that only an administrator can mend',
    unit: 'milliseconds',
  }),
})
export type PubSubConfig = z.infer<typeof PubSubConfig>
