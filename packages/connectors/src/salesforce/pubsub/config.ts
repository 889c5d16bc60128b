import { z } from 'zod'

/** What the connector must be told about the event door (R094 to R102). */
export const PubSubConfig = z.object({
  endpoint: z
    .string()
    .regex(/^\S+:\d{1,5}$/, 'Host and port, for example api.pubsub.salesforce.com:7443')
    .default('api.pubsub.salesforce.com:7443')
    .describe('Host and port of the Pub/Sub API'),
  insecure: z
    .boolean()
    .default(false)
    .describe('Without TLS: only for a sandbox on the same machine, since the access token travels along'),
  topicName: z
    .string()
    .regex(/^\/(event|data)\/\w+$/, 'For example /event/OrderProvisionRequested__e')
    .default('/event/OrderProvisionRequested__e'),
  startFrom: z
    .enum(['EARLIEST', 'LATEST'])
    .default('EARLIEST')
    .describe('Where the very first subscription begins; EARLIEST misses nothing of the last 72 hours'),
  /** Events asked for at a time; Salesforce cuts more than 100, and ends a stream that works on them for over 60 s. */
  batchSize: z.number().int().min(1).max(100).default(100),
  /** A stream that says nothing for this long is dead; Salesforce sends a keep-alive within 270 s. */
  keepAliveTimeoutMs: z.number().int().positive().default(300_000),
  /** A stream not refused for this long counts as live; Salesforce may say nothing before its first answer. */
  settleMs: z.number().int().positive().default(10_000),
  /** One request's limit (topic, schema). */
  callTimeoutMs: z.number().int().positive().default(15_000),
  backoff: z
    .object({
      baseMs: z.number().int().positive().default(1_000),
      maxMs: z.number().int().positive().default(60_000),
    })
    .default({ baseMs: 1_000, maxMs: 60_000 }),
  /** Pause after an error that only an administrator can mend. */
  longWaitMs: z.number().int().positive().default(900_000),
})
export type PubSubConfig = z.infer<typeof PubSubConfig>
