import { once } from 'node:events'
import type { AddressInfo, Server, Socket } from 'node:net'
import formbody from '@fastify/formbody'
import type { GatewayRegistration } from '@turnup/domain'
import type { SandboxContext, SandboxSystem } from '../../sandbox-kit/index.ts'
import { createDatabaseDoor } from './database-door.ts'
import { createEventSocketDoor, sandboxSwitchPassword } from './event-socket-door.ts'
import * as look from './look.ts'
import { type OwnDatabase, openOwnDatabase, sandboxDatabasePassword } from './own-database.ts'
import { addPages } from './pages.ts'
import { type Flags, templateDomain } from './seed.ts'
import { type SavedSwitch, SwitchState } from './switch-state.ts'

export { sandboxSwitchPassword } from './event-socket-door.ts'
export { sandboxDatabasePassword } from './own-database.ts'

export interface FusionPbxSandboxOptions {
  /** A PostgreSQL on which it makes a database and a role of its own, beside the one that is named. */
  databaseUrl: string
  /** How this version keeps flags; older ones have texts. */
  flags?: Flags
}

/** What a connector is to be told to work against it. */
export interface FusionPbxConnection {
  databaseHost: string
  databasePort: number
  databaseName: string
  databaseUser: string
  databasePassword: string
  switchHost: string
  switchPort: number
  switchPassword: string
  baseDomain: string
  templateDomain: string
}

/** The imitated PBX with plain functions for what happens outside of the connector. */
export interface FusionPbxSandbox extends SandboxSystem {
  /** After `listen`. */
  connection(): FusionPbxConnection
  /** Resolves when a reset has been carried out. */
  settled(): Promise<void>
  countRows(domain: string): Promise<number>
  countTenants(): Promise<number>
  plantTenant(domain: string): Promise<void>
  /** Somebody enters a number as people there write it, without a calling code. */
  plantNumber(domain: string, number: string): Promise<void>
  /** The XML of every dialplan of a tenant. */
  dialplansOf(domain: string): Promise<string[]>
  canSignIn(domain: string, username: string, password: string): Promise<boolean>
  callReaches(number: string): Promise<{ domain: string; extension: string } | undefined>
  dialledGoesTo(domain: string, digits: string): Promise<{ gatewayId: string; digits: string } | undefined>
  gatewayPassword(gatewayId: string): string | undefined
  setGateway(gatewayId: string, status: GatewayRegistration): void
  clearedCacheKeys(): string[]
  /** Takes database and role off the server; for tests, after `close`. */
  dropDatabase(): Promise<void>
}

async function listenOn(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/**
 * FusionPBX on the wire: a real PostgreSQL with its tables behind a door that can break transactions, FreeSWITCH's event
 * socket on a port of its own, and a page with every tenant under /fusionpbx.
 */
export function createFusionPbxSandbox(
  context: SandboxContext,
  options: FusionPbxSandboxOptions,
): FusionPbxSandbox {
  const { databaseUrl, flags = 'boolean' } = options
  let own: OwnDatabase | undefined
  let work: Promise<void> = Promise.resolve()
  let ports = { database: 0, freeswitch: 0 }
  let servers: Server[] = []
  const sockets = new Set<Socket>()
  const database = () => {
    if (!own) throw new Error('The FusionPBX sandbox does not listen yet')
    return own
  }
  const pool = () => database().pool
  const isReady = () => work
  const state = new SwitchState(context, pool)

  async function closeAll(): Promise<void> {
    for (const socket of sockets) socket.destroy()
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
    servers = []
    await work.catch(() => {})
    await own?.close()
    own = undefined
  }

  return {
    id: 'fusionpbx',
    async routes(app) {
      await app.register(async (scope) => {
        if (!scope.hasContentTypeParser('application/x-www-form-urlencoded')) await scope.register(formbody)
        addPages(scope, { context, pool, state, isReady }, (domain) => look.plantTenant(pool(), domain))
      })
    },
    async listen(wanted) {
      own ??= await openOwnDatabase(databaseUrl, flags)
      const doors = [
        createDatabaseDoor(context, own, isReady),
        createEventSocketDoor(context, state, isReady),
      ] as const
      for (const door of doors) {
        door.on('connection', (socket: Socket) => {
          sockets.add(socket)
          socket.once('close', () => sockets.delete(socket))
        })
      }
      servers = [...doors]
      try {
        ports = {
          database: await listenOn(doors[0], wanted['fusionpbx-database'] ?? 0),
          freeswitch: await listenOn(doors[1], wanted['fusionpbx-switch'] ?? 0),
        }
      } catch (error) {
        for (const door of doors) door.close()
        throw error
      }
      return {
        'fusionpbx-database': `tcp://127.0.0.1:${ports.database}`,
        'fusionpbx-switch': `tcp://127.0.0.1:${ports.freeswitch}`,
      }
    },
    close: closeAll,
    reset() {
      state.reset()
      work = work.then(() => own?.reset())
      // Told to whoever waits for it next.
      work.catch(() => {})
    },
    save: () => state.save(),
    load: (saved) => state.load(saved as SavedSwitch),

    connection: () => ({
      databaseHost: '127.0.0.1',
      databasePort: ports.database,
      databaseName: database().name,
      databaseUser: database().user,
      databasePassword: sandboxDatabasePassword,
      switchHost: '127.0.0.1',
      switchPort: ports.freeswitch,
      switchPassword: sandboxSwitchPassword,
      baseDomain: templateDomain.replace(/^template\./, ''),
      templateDomain,
    }),
    settled: () => work,
    countRows: (domain) => look.countRows(pool(), domain),
    countTenants: () => look.countTenants(pool()),
    plantTenant: (domain) => look.plantTenant(pool(), domain),
    plantNumber: (domain, number) => look.plantNumber(pool(), domain, number),
    dialplansOf: (domain) => look.dialplansOf(pool(), domain),
    canSignIn: (domain, username, password) => look.canSignIn(pool(), domain, username, password),
    async callReaches(number) {
      const done = await state.callFromOutside(number)
      const [, extension = '', domain = ''] = /^(\S+) XML (\S+)$/.exec(done?.data ?? '') ?? []
      return (await state.extensionExists(domain, extension)) ? { domain, extension } : undefined
    },
    async dialledGoesTo(domain, digits) {
      const done = await state.callFromTenant(domain, digits)
      const [, gatewayId, sent] = /^sofia\/gateway\/([^/]+)\/(.*)$/.exec(done?.data ?? '') ?? []
      return gatewayId !== undefined && sent !== undefined ? { gatewayId, digits: sent } : undefined
    },
    gatewayPassword: (gatewayId) => state.gateway(gatewayId)?.password ?? undefined,
    setGateway: (gatewayId, status) => state.setGateway(gatewayId, status),
    clearedCacheKeys: () => state.clearedKeys(),
    dropDatabase: async () => {
      const name = own
      await closeAll()
      await (name ?? (await openOwnDatabase(databaseUrl, flags))).drop()
    },
  }
}
