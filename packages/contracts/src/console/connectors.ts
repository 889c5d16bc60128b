import { z } from 'zod'
import { Instant, textOf } from '../common.ts'

export const ConnectorBody = z
  .object({
    id: z.string(),
    roles: z.array(z.string()).describe('The roles it plays here: crm, billing, esim, line, mailer.'),
    status: z
      .enum(['ok', 'failing', 'paused', 'unused'])
      .describe('failing: its last call failed; unused: not called yet.'),
    paused: z.object({ at: Instant, reason: z.string() }).optional(),
    lastSuccessAt: Instant.optional(),
    lastFailureAt: Instant.optional(),
    lastFailure: z.string().optional(),
    waitingOrders: z.int().describe('Orders with a step that waits for it.'),
    stuckOrders: z.int().describe('Orders with a step that failed at it and needs a person.'),
    apiUsage: z.object({ used: z.int(), limit: z.int() }).optional().describe('Daily API requests (R101).'),
    subscription: z
      .object({ state: z.string(), says: z.string() })
      .optional()
      .describe('The event stream, where this process listens to one.'),
    calls: z
      .object({ total: z.int(), failed: z.int(), errorRate: z.number() })
      .describe('Calls made for orders in the last hour.'),
  })
  .meta({ id: 'Connector' })
export type ConnectorBody = z.infer<typeof ConnectorBody>

export const ConnectorListBody = z.object({ items: z.array(ConnectorBody) }).meta({ id: 'ConnectorList' })
export type ConnectorListBody = z.infer<typeof ConnectorListBody>

export const PauseConnectorRequest = z
  .object({ reason: textOf(500) })
  .meta({ id: 'PauseConnectorRequest', examples: [{ reason: 'Maintenance window until 06:00' }] })
export type PauseConnectorRequest = z.infer<typeof PauseConnectorRequest>

export const ResumeConnectorRequest = z
  .object({ reason: textOf(500).optional() })
  .meta({ id: 'ResumeConnectorRequest' })
export type ResumeConnectorRequest = z.infer<typeof ResumeConnectorRequest>

export const ConnectorChangedBody = z
  .object({
    id: z.string(),
    paused: z.boolean(),
    wokenOrders: z.int().describe('Orders that were waiting for it and go on now.'),
    stuckOrders: z.int().describe('Orders that failed at it; repair them in bulk.'),
  })
  .meta({ id: 'ConnectorChanged' })
export type ConnectorChangedBody = z.infer<typeof ConnectorChangedBody>

export const ConnectorCheckBody = z
  .object({
    id: z.string(),
    findings: z.array(
      z.object({
        id: z.string(),
        level: z.enum(['ok', 'warning', 'failure']),
        what: z.string(),
        mend: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'ConnectorCheck' })
export type ConnectorCheckBody = z.infer<typeof ConnectorCheckBody>
