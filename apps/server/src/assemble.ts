import type { Clock, ConnectorDeps, PortRole, Ports, ProvisionRequestSource } from '@turnup/domain'
import { createEngine } from '@turnup/fulfilment'
import { createVault, openDatabase } from '@turnup/store'
import type { Services } from '@turnup/use-cases'
import type { Logger } from 'pino'
import { createMetrics, type Metrics } from './observability/metrics.ts'
import { type ConnectorWatch, createConnectorWatch } from './observability/watch-connectors.ts'
import { createExchangeObserver } from './observe-exchange.ts'
import { presentCorrelationId } from './process-context.ts'
import { deriveKey } from './settings/fill-in.ts'
import type { Settings } from './settings/settings.ts'
import { type Wiring, wire } from './wiring.ts'

export interface ServerOverrides {
  clock?: Clock
  log?: Logger
  /** Replaces what the settings would wire, whole roles at a time. */
  ports?: Partial<Ports>
  connectorOf?: Partial<Record<PortRole, string>>
  provisionRequests?: { source: ProvisionRequestSource; topic: string }
}

export interface Parts {
  services: Services
  metrics: Metrics
  watch: ConnectorWatch
  wiring: Wiring
}

/** Builds everything that lives as long as the process, for a server or a command; opens no connection yet. */
export function assemble(settings: Settings, log: Logger, overrides: ServerOverrides = {}): Parts {
  const clock = overrides.clock ?? { now: () => new Date() }
  const db = openDatabase({
    databaseUrl: settings.database.url,
    maxConnections: settings.database.maxConnections,
    onConnectionError: (error) => log.warn({ err: error }, 'A connection to PostgreSQL was lost.'),
  })
  const metrics = createMetrics()
  const watch = createConnectorWatch(db, log)
  const deps: ConnectorDeps = {
    now: () => clock.now(),
    correlationId: presentCorrelationId,
    observe: createExchangeObserver({ metrics, watch, log, clock, correlationId: presentCorrelationId }),
  }
  const wiring = wire(settings, deps, log)
  const services: Services = {
    db,
    ports: { ...wiring.ports, ...overrides.ports },
    connectorOf: { ...wiring.connectorOf, ...overrides.connectorOf },
    engine: createEngine(settings.engine),
    clock,
    vault: createVault(settings.secrets.masterKey),
    policy: settings.policy,
    log,
    accessTokenKey: deriveKey(settings.secrets.masterKey, 'access tokens'),
  }
  return { services, metrics, watch, wiring }
}
