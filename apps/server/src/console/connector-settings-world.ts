import { Writable } from 'node:stream'
import type { ConnectorSettingsBody } from '@turnup/contracts'
import type { Exchange } from '@turnup/domain'
import { type Sandbox, startSandbox } from '@turnup/sandbox'
import { insertOperator, newId, type OperatorRole } from '@turnup/store'
import { issueTokens, type Services } from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { createConnectorSetup, type LiveConnectorSetup } from '../connector-setup.ts'
import type { EventDoors } from '../event-door.ts'
import { createApp } from '../http/create-app.ts'
import { createTestWorld, type TestWorld, testSettings } from '../test-world.ts'
import { wire } from '../wiring.ts'
import { consoleRoutes } from './index.ts'

interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of all shapes
  body: any
}

/** One server process's worth: wiring, settings and the console's API. */
export interface Process {
  setup: LiveConnectorSetup
  events: EventDoors
  services: Services
  app: FastifyInstance
  exchanges: Exchange[]
  call(method: 'GET' | 'PUT' | 'POST', url: string, role?: OperatorRole, body?: object): Promise<Answer>
  settings(connector: string): Promise<ConnectorSettingsBody>
  change(connector: string, change: object, door?: '' | '/check'): Promise<Answer>
}

/** Two processes on one database, against a sandbox that knows everybody but the eSIM and line systems. */
export interface SettingsWorld {
  sandbox: Sandbox
  world: TestWorld
  one: Process
  other: Process
  /** Another process with these variables in its environment as well. */
  start(more?: Record<string, string>): Promise<Process>
  /** Everything that was logged and answered. */
  said: string[]
  close(): Promise<void>
}

export async function createSettingsWorld(): Promise<SettingsWorld> {
  const sandbox = await startSandbox({})
  const environment = Object.fromEntries(
    Object.entries(sandbox.settings).filter(([name]) => !/^(ES2PLUS|MVNE)_/.test(name)),
  )
  const world = await createTestWorld(environment)
  const said: string[] = []
  const tokens = await tokensOfAll(world)
  const started: Process[] = []
  const start = async (more: Record<string, string> = {}) => {
    const process = await startProcess(world, { ...environment, ...more }, tokens, said)
    started.push(process)
    return process
  }
  return {
    sandbox,
    world,
    said,
    start,
    one: await start(),
    other: await start(),
    async close() {
      for (const { app } of started) await app.close()
      await sandbox.stop()
      await world.close()
    },
  }
}

async function startProcess(
  { databaseUrl, services: shared, db }: TestWorld,
  environment: Record<string, string>,
  tokens: Record<OperatorRole, string>,
  said: string[],
): Promise<Process> {
  const settings = testSettings({ DATABASE_URL: databaseUrl, ...environment })
  const log = pino(
    { level: 'debug' },
    new Writable({
      write(chunk, _encoding, done) {
        said.push(String(chunk))
        done()
      },
    }),
  )
  const exchanges: Exchange[] = []
  const deps = {
    now: () => new Date(),
    correlationId: () => 'test',
    observe: (exchange: Exchange) => void exchanges.push(exchange),
  }
  const wiring = wire(settings, deps, log)
  const { ports, connectorOf } = wiring
  const services: Services = { ...shared, ports, connectorOf, log }
  const { vault, clock } = services
  const setup = createConnectorSetup({ settings, db, vault, clock, wiring, deps, log })
  await setup.refresh()
  const app = await createApp({
    services,
    server: { ...settings.server, requestsPerMinute: 100_000 },
    log,
    routes: async (instance) => {
      await instance.register(consoleRoutes, { prefix: '/api/console', connectorSetup: setup })
    },
  })
  app.addHook('onClose', async () => wiring.close())
  const call: Process['call'] = async (method, url, role, body) => {
    const headers = role ? { authorization: `Bearer ${tokens[role]}` } : {}
    const response = await app.inject({
      method,
      url: `/api/console${url}`,
      headers,
      ...(body && { payload: body }),
    })
    said.push(response.body)
    return { status: response.statusCode, body: response.json() }
  }
  const read = async (connector: string) =>
    (await call('GET', `/connectors/${connector}/settings`, 'viewer')).body as ConnectorSettingsBody
  return {
    setup,
    events: wiring.events,
    services,
    app,
    exchanges,
    call,
    settings: read,
    async change(connector, change, door = '') {
      const { version } = await read(connector)
      const body = { version, reason: 'For the test', ...change }
      const url = `/connectors/${connector}/settings${door}`
      return call(door === '' ? 'PUT' : 'POST', url, 'administrator', body)
    },
  }
}

async function tokensOfAll({ db, services }: TestWorld): Promise<Record<OperatorRole, string>> {
  const tokenOf = async (role: OperatorRole) => {
    const id = newId()
    const person = {
      email: `${role}@example.com`,
      name: `The ${role}`,
      passwordHash: 'none',
      isOneTime: false,
    }
    await insertOperator(db, { id, ...person, role, at: new Date() })
    return (await issueTokens(services, db, { kind: 'operator', id, role })).accessToken
  }
  return {
    viewer: await tokenOf('viewer'),
    operator: await tokenOf('operator'),
    administrator: await tokenOf('administrator'),
  }
}
