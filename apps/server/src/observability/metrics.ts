import type { Exchange } from '@turnup/domain'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** Seconds from a quick machine step to days of waiting for a person. */
const activationBuckets = [1, 2, 5, 10, 30, 60, 300, 900, 3_600, 14_400, 86_400, 259_200, 604_800]
const callBuckets = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

export interface Metrics {
  registry: Registry
  observeCall(exchange: Exchange): void
  activation: Histogram<'from'>
  provisioning: Counter<'outcome' | 'code'>
  attempts: Counter<'step' | 'outcome' | 'code'>
  retries: Counter<'step'>
  /** Read from the database at each scrape; every process shows the same. */
  gauges: {
    orders: Gauge<'state'>
    fallout: Gauge<'code'>
    mails: Gauge<'state'>
    inbox: Gauge
    inboxAge: Gauge
    paused: Gauge<'connector'>
    engineReachable: Gauge
    leader: Gauge
    crmApi: Gauge<'kind'>
  }
}

/** The measurements of R144, in a registry of its own, so that several servers fit into one process. */
export function createMetrics(): Metrics {
  const registers = [new Registry()]
  const calls = new Counter({
    name: 'turnup_outside_calls_total',
    help: 'Calls to outside systems',
    labelNames: ['connector', 'operation', 'outcome'],
    registers,
  })
  const callSeconds = new Histogram({
    name: 'turnup_outside_call_duration_seconds',
    help: 'How long calls to outside systems took',
    labelNames: ['connector', 'operation'],
    buckets: callBuckets,
    registers,
  })
  return {
    registry: registers[0] as Registry,
    observeCall({ connector, operation, outcome, durationMs }) {
      const known = operationLabel(operation)
      calls.inc({ connector, operation: known, outcome })
      callSeconds.observe({ connector, operation: known }, durationMs / 1_000)
    },
    activation: new Histogram({
      name: 'turnup_activation_duration_seconds',
      help: 'From the order being placed, or fulfilment starting, to the service being active',
      labelNames: ['from'],
      buckets: activationBuckets,
      registers,
    }),
    provisioning: new Counter({
      name: 'turnup_provisioning_total',
      help: 'Orders that were provisioned, or that stopped with an error',
      labelNames: ['outcome', 'code'],
      registers,
    }),
    attempts: new Counter({
      name: 'turnup_step_attempts_total',
      help: 'Attempts at outside effects by how they ended',
      labelNames: ['step', 'outcome', 'code'],
      registers,
    }),
    retries: new Counter({
      name: 'turnup_step_retries_total',
      help: 'Attempts at a step after its first',
      labelNames: ['step'],
      registers,
    }),
    gauges: createGauges(registers),
  }
}

function createGauges(registers: Registry[]): Metrics['gauges'] {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge<Label>({ name, help, labelNames, registers })
  return {
    orders: gauge('turnup_orders', 'Orders by state', ['state']),
    fallout: gauge('turnup_orders_held', 'Orders that wait for a person, by error code', ['code']),
    mails: gauge('turnup_mails', 'Mails by state', ['state']),
    inbox: gauge('turnup_inbox_unhandled', 'Requests to fulfil that were taken in and not handled yet'),
    inboxAge: gauge('turnup_inbox_oldest_seconds', 'Age of the oldest of them'),
    paused: gauge('turnup_connector_paused', '1 while an outside system is paused', ['connector']),
    engineReachable: gauge('turnup_engine_reachable', '1 while the engine answers'),
    leader: gauge('turnup_leader', '1 in the process that runs subscriber and sweeps'),
    crmApi: gauge('turnup_crm_api_requests', "The CRM's daily API requests (R101)", ['kind']),
  }
}

/** Record ids in a path would make a new time series for each record. */
function operationLabel(operation: string): string {
  return operation
    .replace(/\/[A-Za-z0-9]{15,18}(?=\/|$)/g, '/:id')
    .replace(/\/\d+(?=\/|$)/g, '/:id')
    .slice(0, 80)
}
