import { isDeepStrictEqual } from 'node:util'
import {
  type Checkable,
  type CheckResult,
  type ConnectorDeps,
  type Dino,
  type NumberProvider,
  type PortRole,
  type Ports,
  portRoles,
} from '@turnup/domain'
import type { EventDoor, EventDoors } from './event-door.ts'
import { type EffectiveSettings, problemsIn } from './settings/effective-settings.ts'
import type { Settings, SettingsGroup } from './settings/settings.ts'
import { createSwitchablePort, type SwitchablePort } from './switchable-port.ts'
import { unusablePort } from './unusable-port.ts'

/** A connector at work in a role, with one set of settings. */
export interface Played<Port> {
  connector: string
  port: Port
  events?: EventDoor
  /** What `turnup doctor` wants to know; more than the port's own check where events belong to it. */
  check(): Promise<CheckResult[]>
  /** Lets go of connections that are kept open; nobody calls any more. */
  close(): void
}

export interface RoleWiring<Port> {
  /** The groups of settings that matter to it. */
  reads: readonly SettingsGroup[]
  play(effective: EffectiveSettings, deps: ConnectorDeps, log: Dino): Played<Port>
}

export type RoleWirings = { [Role in PortRole]: RoleWiring<Ports[Role]> }

/** A carrier of phone numbers. Several work side by side, so each is wired under its own name. */
export interface CarrierWiring {
  reads: readonly SettingsGroup[]
  /** Undefined: this installation has no settings for it. */
  play(effective: EffectiveSettings, deps: ConnectorDeps, log: Dino): Played<NumberProvider> | undefined
}

/** By the id of the connector. */
export type CarrierWirings = Record<string, CarrierWiring>

/** The outside systems of one installation, by role. What stands behind the ports may change while they are held. */
export interface Wiring {
  ports: Ports
  /** Which connector plays each role now. */
  connectorOf: Record<PortRole, string>
  events: EventDoors
  /** The findings of every connector's own check, for `turnup doctor`. */
  check(): Promise<CheckResult[]>
  /** Connects anew whatever reads settings that are others now; calls in flight end where they began. */
  rewire(effective: EffectiveSettings): void
  /** Lets go of every connection that is kept open. */
  close(): void
}

interface Held {
  /** Absent for a carrier, which goes by its connector. */
  role?: PortRole
  wiring: RoleWiring<Checkable>
  played: Played<Checkable>
  steady: SwitchablePort<Checkable>
}

export function createLiveWiring(
  roles: RoleWirings,
  settings: Settings,
  deps: ConnectorDeps,
  log: Dino,
  carriers: CarrierWirings = {},
): Wiring {
  let present: EffectiveSettings = { settings, problems: [] }
  const hold = (wiring: RoleWiring<Checkable>, role?: PortRole): Held => {
    const played = wiring.play(present, deps, log)
    return { role, wiring, played, steady: createSwitchablePort(played.port, played.close) }
  }
  const byRole = portRoles.map((role): Held & { role: PortRole } => ({ ...hold(roles[role], role), role }))
  const ofCarriers = Object.entries(carriers).map(([id, carrier]) => hold(orAbsent(id, carrier)))
  const held: Held[] = [...byRole, ...ofCarriers]
  const connectorOf = Object.fromEntries(byRole.map(({ role, played }) => [role, played.connector]))
  const numbers: Ports['numbers'] = {}
  // Only carriers that are set up are there to buy from.
  const offerNumbers = () => {
    for (const { played, steady } of ofCarriers) {
      if (isAbsent(played)) delete numbers[played.connector]
      else numbers[played.connector] = steady.port as NumberProvider
    }
  }
  offerNumbers()
  const listeners = new Set<() => void>()
  return {
    ports: {
      ...Object.fromEntries(byRole.map(({ role, steady }) => [role, steady.port])),
      numbers,
    } as unknown as Ports,
    connectorOf: connectorOf as Record<PortRole, string>,
    events: {
      present: () => held.find(({ played }) => played.events)?.played.events,
      onChange(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    check: async () => (await Promise.all(held.map(({ played }) => played.check()))).flat(),
    rewire(next) {
      const former = present
      present = next
      let doorChanged = false
      for (const one of held) {
        if (!isOther(one.wiring, former, next)) continue
        const before = one.played
        one.played = playOrRefuse(one, next, deps, log)
        if (one.role) connectorOf[one.role] = one.played.connector
        one.steady.switchTo(one.played.port, one.played.close)
        doorChanged ||= before.events !== undefined || one.played.events !== undefined
      }
      offerNumbers()
      if (doorChanged) for (const listener of listeners) listener()
    },
    close() {
      for (const { played } of held) played.close()
    },
  }
}

/** A carrier without settings holds its place, so that settings entered later find it. */
const absent = new WeakSet<object>()

function isAbsent({ port }: Played<Checkable>): boolean {
  return absent.has(port)
}

function orAbsent(connector: string, carrier: CarrierWiring): RoleWiring<Checkable> {
  return {
    reads: carrier.reads,
    play(effective, deps, log) {
      const played = carrier.play(effective, deps, log)
      if (played) return played
      const port: Checkable = { check: async () => [] }
      absent.add(port)
      return { connector, port, check: () => port.check(), close: () => undefined }
    },
  }
}

/** Whether anything that matters to the role is different. */
function isOther({ reads: groups }: RoleWiring<Checkable>, one: EffectiveSettings, other: EffectiveSettings) {
  return !(
    groups.every((group) => isDeepStrictEqual(one.settings[group], other.settings[group])) &&
    isDeepStrictEqual(problemsIn(one.problems, groups), problemsIn(other.problems, groups))
  )
}

/** What a schema lets pass may still be of no use to a library; that must not stop the process. */
function playOrRefuse(
  { wiring, played }: Held,
  effective: EffectiveSettings,
  deps: ConnectorDeps,
  log: Dino,
): Played<Checkable> {
  try {
    return wiring.play(effective, deps, log)
  } catch (error) {
    const { connector } = played
    log.error(
      { connector, reason: error instanceof Error ? error.name : 'unknown' },
      'Settings are of no use.',
    )
    const problem = 'cannot be used as it is.'
    const mend = 'Look at what was changed last, and put it back.'
    const port = unusablePort<Checkable>(connector, [{ variable: connector, problem, mend }])
    return { connector, port, check: () => port.check(), close: () => undefined }
  }
}
