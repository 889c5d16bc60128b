import type { Clock, ConnectorDeps, PortRole, Ports } from '@turnup/domain'
import { createEngine } from '@turnup/fulfilment'
import { createVault, openDatabase } from '@turnup/store'
import type { Services } from '@turnup/use-cases'
import type { Logger } from 'pino'
import { createConnectorSetup, type LiveConnectorSetup } from './connector-setup.ts'
import { type EventDoor, type EventDoors, steadyDoor } from './event-door.ts'
import type { Wiring } from './live-wiring.ts'
import { createMetrics, type Metrics } from './observability/metrics.ts'
import { type ConnectorWatch, createConnectorWatch } from './observability/watch-connectors.ts'
import { createExchangeObserver } from './observe-exchange.ts'
import { presentCorrelationId } from './process-context.ts'
import { deriveKey } from './settings/fill-in.ts'
import type { Settings } from './settings/settings.ts'
import { wire } from './wiring.ts'

export interface ServerOverrides {
  clock?: Clock
  log?: Logger
  /** Replaces what the settings would wire, whole roles at a time. */
  ports?: Partial<Ports>
  connectorOf?: Partial<Record<PortRole, string>>
  provisionRequests?: EventDoor
}

export interface Parts {
  services: Services
  metrics: Metrics
  watch: ConnectorWatch
  wiring: Wiring
  /** Settings of outside systems that the console keeps. Call its `refresh` once there is a schema, and now and then. */
  connectors: LiveConnectorSetup
  /** Where platform events come from. */
  events: EventDoors
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
  const vault = createVault(settings.secrets.masterKey)
  const services: Services = {
    db,
    ports: { ...wiring.ports, ...overrides.ports },
    // The wiring's own, which says who plays a role now.
    connectorOf: Object.assign(wiring.connectorOf, overrides.connectorOf),
    engine: createEngine(settings.engine),
    clock,
    vault,
    policy: settings.policy,
    log,
    accessTokenKey: deriveKey(settings.secrets.masterKey, 'access tokens'),
  }
  const connectors = createConnectorSetup({ settings, db, vault, clock, wiring, deps, log })
  const { provisionRequests } = overrides
  const events = provisionRequests ? steadyDoor(provisionRequests) : wiring.events
  return { services, metrics, watch, wiring, connectors, events }
}
