import { isDeepStrictEqual } from 'node:util'
import {
  type Checkable,
  type CheckResult,
  type ConnectorDeps,
  type Dino,
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
  role: PortRole
  wiring: RoleWiring<Checkable>
  played: Played<Checkable>
  steady: SwitchablePort<Checkable>
}

export function createLiveWiring(
  roles: RoleWirings,
  settings: Settings,
  deps: ConnectorDeps,
  log: Dino,
): Wiring {
  let present: EffectiveSettings = { settings, problems: [] }
  const held = portRoles.map((role): Held => {
    const wiring: RoleWiring<Checkable> = roles[role]
    const played = wiring.play(present, deps, log)
    return { role, wiring, played, steady: createSwitchablePort(played.port, played.close) }
  })
  const connectorOf = Object.fromEntries(held.map(({ role, played }) => [role, played.connector]))
  const listeners = new Set<() => void>()
  return {
    ports: Object.fromEntries(held.map(({ role, steady }) => [role, steady.port])) as unknown as Ports,
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
        connectorOf[one.role] = one.played.connector
        one.steady.switchTo(one.played.port, one.played.close)
        doorChanged ||= before.events !== undefined || one.played.events !== undefined
      }
      if (doorChanged) for (const listener of listeners) listener()
    },
    close() {
      for (const { played } of held) played.close()
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
