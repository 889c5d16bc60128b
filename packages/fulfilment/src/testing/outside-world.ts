import type { PortRole, Ports } from '@turnup/domain'
import { fakeBilling } from './fake-billing.ts'
import { fakeCarrier } from './fake-carrier.ts'
import { fakeCrm } from './fake-crm.ts'
import { fakeSims } from './fake-sims.ts'
import { fakeVoice } from './fake-voice.ts'
import { type Fault, providerError } from './fault.ts'
import type { MovableClock } from './movable-clock.ts'

/** One call as the outside world saw it. */
export interface OutsideCall {
  /** 'billing.addOrder' */
  name: string
  at: Date
  args: unknown[]
}

/** A process of ours as the outside world knows it: it can die, and then sends nothing more. */
export interface Caller {
  isAlive(): boolean
  die(): void
}

export const connectorOf: Record<PortRole, string> = {
  crm: 'salesforce',
  billing: 'whmcs',
  esim: 'es2plus',
  line: 'mvne',
  mailer: 'smtp',
  voice: 'fusionpbx',
}

/**
 * The systems around Turnup, kept in memory and honest: what was asked for twice is there twice, unless the port
 * promises otherwise. Each call can be told to go wrong.
 */
export function createOutsideWorld(clock: MovableClock) {
  const faults = new Map<string, Fault[]>()
  const calls: OutsideCall[] = []
  const watchers: ((call: OutsideCall) => Promise<void>)[] = []
  const billing = fakeBilling()
  const crm = fakeCrm()
  const sims = fakeSims()
  const voice = fakeVoice()
  const voipMs = fakeCarrier('voip-ms', { canRegister: false })
  const didww = fakeCarrier('didww', { canRegister: true })
  const systems: Record<string, object> = {
    billing: billing.port,
    crm: crm.port,
    esim: sims.esim,
    line: sims.line,
    mailer: { send: async () => ({ acceptedAs: 'taken' }) },
    voice: voice.port,
    'voip-ms': voipMs.port,
    didww: didww.port,
  }

  async function call(caller: Caller, system: string, method: string, args: unknown[]): Promise<unknown> {
    if (!caller.isAlive()) throw connectionLost()
    const name = `${system}.${method}`
    const seen: OutsideCall = { name, at: clock.now(), args }
    calls.push(seen)
    for (const watch of watchers) await watch(seen)
    const happen = () =>
      (systems[system] as Record<string, (...args: unknown[]) => unknown>)[method]?.(...args)
    const fault = faults.get(name)?.shift()
    // A carrier goes by the name of its connector.
    const connector = connectorOf[system as PortRole] ?? system
    switch (fault?.kind) {
      case undefined:
        break
      case 'refused':
        throw providerError('rejected', connector, method, { code: fault.code ?? 'SAID_NO' })
      case 'unavailable':
      case 'auth':
        throw providerError(fault.kind, connector, method)
      case 'throttled':
        throw providerError('throttled', connector, method, { retryAfterMs: fault.retryAfterMs })
      case 'request-lost':
        throw providerError('outcome-unknown', connector, method)
      case 'answer-lost':
        await happen()
        throw providerError('outcome-unknown', connector, method)
      case 'late':
        // It may be refused by then; nobody is there to hear.
        clock.in(fault.afterMs, () => void Promise.resolve(happen()).catch(() => undefined))
        throw providerError('outcome-unknown', connector, method)
      case 'killed-before':
        caller.die()
        throw connectionLost()
      case 'killed-after':
        await happen()
        caller.die()
        throw connectionLost()
      case 'held':
        await fault.go
        break
      case 'broken':
        throw new TypeError('a fault in our own code')
    }
    return happen()
  }

  return {
    billing,
    crm,
    sims,
    voice,
    voipMs,
    didww,
    calls,
    callsOf: (name: string) => calls.filter((call) => call.name === name),
    /** The next calls of this name go wrong in these ways, in turn; later ones go well again. */
    fail(name: string, ...how: Fault[]) {
      faults.set(name, [...(faults.get(name) ?? []), ...how])
    },
    heal(name?: string) {
      if (name) faults.delete(name)
      else faults.clear()
    },
    /** Called before each call does anything. */
    watch(watcher: (call: OutsideCall) => Promise<void>) {
      watchers.push(watcher)
    },
    /** The world as one process of ours reaches it. */
    portsFor(caller: Caller): Ports {
      const port = (system: string) =>
        new Proxy(
          {},
          {
            get(_target, name: string) {
              const value: unknown = Reflect.get(systems[system] ?? {}, name)
              // Facts, and what a connector reads by itself, are no calls.
              if (value !== undefined && (typeof value !== 'function' || name === 'readCallback'))
                return value
              return (...args: unknown[]) => call(caller, system, name, args)
            },
          },
        )
      return {
        crm: port('crm'),
        billing: port('billing'),
        esim: port('esim'),
        line: port('line'),
        mailer: port('mailer'),
        voice: port('voice'),
        numbers: { 'voip-ms': port('voip-ms'), didww: port('didww') },
      } as unknown as Ports
    },
  }
}

/** What a dead process sees of its database: the executor lets it pass, as it does with a real one. */
export function connectionLost(): Error {
  return new Error('Connection terminated unexpectedly')
}
