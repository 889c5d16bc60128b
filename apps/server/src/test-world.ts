import type { Engine, PortRole, Ports } from '@turnup/domain'
import { createVault, type Database, openDatabase } from '@turnup/store'
import type { Services } from '@turnup/use-cases'
import { pino } from 'pino'
import { createTestDatabase } from '../../../tests/support/index.ts'
import { completeEnvironment } from './settings/complete-settings.ts'
import { deriveKey } from './settings/fill-in.ts'
import { formatProblems, readSettings } from './settings/read-settings.ts'
import type { Settings } from './settings/settings.ts'
import { unconfiguredPort } from './unconfigured-port.ts'

/** Services on a database of their own, with a clock that tests move and an engine that only remembers. */
export interface TestWorld {
  settings: Settings
  services: Services
  db: Database
  databaseUrl: string
  /** What the engine was asked for: 'intake 801...', 'advance <order>', 'deliverMail <id>'. */
  woken: string[]
  /** Lets the engine refuse, as when it is down. */
  engineIsDown(down: boolean): void
  moveClock(ms: number): void
  close(): Promise<void>
}

export function testSettings(more: Record<string, string> = {}): Settings {
  const result = readSettings(completeEnvironment({ LOG_LEVEL: 'silent', ...more }))
  if (!result.ok) throw new Error(formatProblems(result.problems))
  return result.settings
}

const roles: Record<PortRole, string> = {
  crm: 'salesforce',
  billing: 'whmcs',
  esim: 'es2plus',
  line: 'mvne',
  mailer: 'smtp',
  voice: 'fusionpbx',
}

/** Ports on which every call fails, but for those that the test gives. */
export function testPorts(
  given: { [Role in PortRole]?: Partial<Ports[Role]> } & { numbers?: Ports['numbers'] } = {},
): Ports {
  const entries = Object.entries(roles).map(([role, connector]) => {
    const none = unconfiguredPort(connector, 'NOTHING')
    const some = given[role as PortRole] ?? {}
    const port = new Proxy(none, {
      get: (target, name) => Reflect.get(some, name) ?? Reflect.get(target, name),
    })
    return [role, port]
  })
  return { ...Object.fromEntries(entries), numbers: given.numbers ?? {} } as Ports
}

export async function createTestWorld(
  more: Record<string, string> = {},
  ports: Parameters<typeof testPorts>[0] = {},
): Promise<TestWorld> {
  const database = await createTestDatabase()
  const settings = testSettings({ DATABASE_URL: database.databaseUrl, ...more })
  const db = openDatabase({ databaseUrl: database.databaseUrl, maxConnections: 8 })
  const woken: string[] = []
  let offsetMs = 0
  let isDown = false
  const wake = (verb: string) => async (id: string) => {
    if (isDown) throw new Error('connect ECONNREFUSED')
    woken.push(`${verb} ${id}`)
  }
  const engine: Engine = {
    advance: wake('advance'),
    intake: wake('intake'),
    deliverMail: wake('deliverMail'),
  }
  const services: Services = {
    db,
    ports: testPorts(ports),
    connectorOf: roles,
    engine,
    clock: { now: () => new Date(Date.now() + offsetMs) },
    vault: createVault(settings.secrets.masterKey),
    policy: settings.policy,
    log: pino({ level: 'silent' }),
    accessTokenKey: deriveKey(settings.secrets.masterKey, 'access tokens'),
  }
  return {
    settings,
    services,
    db,
    databaseUrl: database.databaseUrl,
    woken,
    engineIsDown(down) {
      isDown = down
    },
    moveClock(ms) {
      offsetMs += ms
    },
    async close() {
      await db.destroy()
      await database.drop()
    },
  }
}
