import { randomUUID } from 'node:crypto'
import { Writable } from 'node:stream'
import type { VoicePlatform } from '@turnup/domain'
import { insertOperator, newId, type OperatorRole, setProviderMapping } from '@turnup/store'
import { issueTokens, type Services } from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { consoleRoutes } from '../console/index.ts'
import { createApp } from '../http/create-app.ts'
import { testSettings } from '../test-world.ts'
import { portalRoutes } from './index.ts'
import { createFakeCarrier, type FakeCarrier } from './pbx-fake-carrier.ts'
import { type Customer, createPortalWorld, type PortalWorld } from './portal-world.ts'

export interface Reply {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of all shapes
  body: any
  cookie?: string
}

export interface Sent {
  /** Customers have a user id, operators a role. */
  as?: { userId: string } | { id: string; role: OperatorRole }
  cookie?: string
  csrf?: string
  body?: object
  key?: string
}

/** The portal with two carriers and a voice platform that are tame and remember. */
export interface PbxWorld {
  portal: PortalWorld
  carriers: { 'voip-ms': FakeCarrier; didww: FakeCarrier }
  takenDomains: Set<string>
  /** Everything that was logged. */
  said: string[]
  send(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, sent?: Sent): Promise<Reply>
  operator(role: OperatorRole): Promise<{ id: string; role: OperatorRole }>
  map(sku: string, carrier: string | undefined): Promise<void>
  close(): Promise<void>
}

export async function createPbxWorld(settings: Record<string, string> = {}): Promise<PbxWorld> {
  const portal = await createPortalWorld(settings)
  const { services } = portal
  const said: string[] = []
  const log = pino(
    { level: 'debug' },
    new Writable({
      write(chunk, _encoding, done) {
        said.push(String(chunk))
        done()
      },
    }),
  )
  services.log = log
  const carriers = {
    'voip-ms': createFakeCarrier(() => services.clock.now(), { canReserve: false, canRegister: false }),
    didww: createFakeCarrier(() => services.clock.now(), { canReserve: true, canRegister: true }),
  }
  services.ports.numbers['voip-ms'] = carriers['voip-ms'].port
  services.ports.numbers.didww = carriers.didww.port
  const takenDomains = new Set<string>()
  const voice: Pick<VoicePlatform, 'server' | 'isDomainFree'> = {
    server: { name: 'PBX 1', baseDomain: 'pbx.example.com', allowsSuperadmin: true },
    isDomainFree: async (domain) => !takenDomains.has(domain),
  }
  Object.assign(services.ports.voice, voice)
  const app = await createApp({
    services,
    server: { ...testSettings().server, signInsPerMinute: 10_000, requestsPerMinute: 100_000 },
    log,
    routes: async (instance) => {
      await instance.register(portalRoutes, { prefix: '/api' })
      await instance.register(consoleRoutes, { prefix: '/api/console' })
    },
  })
  const world: PbxWorld = {
    portal,
    carriers,
    takenDomains,
    said,
    send: (method, url, sent = {}) => send(app, services, method, url, sent),
    operator: async (role) => {
      const id = newId()
      const person = {
        email: `${id}@example.com`,
        name: `The ${role}`,
        passwordHash: 'none',
        isOneTime: false,
      }
      await insertOperator(services.db, { id, ...person, role, at: new Date() })
      return { id, role }
    },
    map: (sku, carrier) =>
      setProviderMapping(services.db, { method: 'product', subjectId: sku }, carrier, {
        operatorId: 'test',
        at: new Date(),
      }),
    async close() {
      await app.close()
      await portal.close()
    },
  }
  for (const sku of ['PBX-10', 'PBX-25', 'PBX-NUMBER-NA', 'PBX-RECORDING']) await world.map(sku, 'voip-ms')
  await world.map('PBX-NUMBER-INT', 'didww')
  return world
}

/** What a wizard sends at its end, for a number that is held. */
export function pbxOrder(holdId: string, more: object = {}) {
  return {
    packages: [{ sku: 'PBX-10', quantity: 1 }],
    features: ['PBX-RECORDING'],
    numberProduct: 'PBX-NUMBER-NA',
    holdId,
    company: 'Acme Corp.',
    contact: { name: 'Ada Moreno', email: 'ada@acme.example', phone: '+1 202 555 0143' },
    domain: 'acme',
    admin: { timeZone: 'America/Toronto' },
    ...more,
  }
}

/** What a person enters for a number that needs a registration. */
export const person = {
  firstName: 'Zuzanna',
  lastName: 'Przybylska',
  birthDate: '1984-07-21',
  phone: '+49 30 901820',
  country: 'DE',
  city: 'berlin',
  postalCode: '12205',
  street: 'Unter den Eichen 87',
}

export function registeredPbxOrder(holdId: string, more: object = {}) {
  return pbxOrder(holdId, {
    numberProduct: 'PBX-NUMBER-INT',
    domain: `b-${randomUUID().slice(0, 8)}`,
    registration: { party: 'personal', values: { ...person, ...more } },
  })
}

/** Holds the first number of a product. */
export async function holdFirst(world: PbxWorld, as: Customer, product = 'PBX-NUMBER-NA'): Promise<string> {
  const search = await world.send('GET', `/pbx/numbers?product=${product}&country=US`, { as })
  const [offer] = search.body.offers
  const hold = await world.send('POST', '/pbx/number-holds', {
    as,
    body: { product, offerId: offer.offerId },
  })
  if (hold.status !== 201) throw new Error(`No hold: ${JSON.stringify(hold.body)}`)
  return hold.body.holdId
}

export const place = (world: PbxWorld, as: Customer, body: object, key: string = randomUUID()) =>
  world.send('POST', '/pbx/orders', { as, body, key })

/** With an access token of that moment, since tests move the clock. */
async function tokenOf(services: Services, as: NonNullable<Sent['as']>): Promise<string> {
  const holder =
    'userId' in as ? ({ kind: 'customer', id: as.userId } as const) : ({ kind: 'operator', ...as } as const)
  return (await issueTokens(services, services.db, holder)).accessToken
}

async function send(
  app: FastifyInstance,
  services: Services,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  url: string,
  { as, cookie, csrf, body, key }: Sent,
): Promise<Reply> {
  const response = await app.inject({
    method,
    url: `/api${url}`,
    ...(body ? { payload: body } : {}),
    headers: {
      ...(as ? { authorization: `Bearer ${await tokenOf(services, as)}` } : {}),
      ...(cookie ? { cookie: `__Secure-turnup-portal=${cookie}` } : {}),
      ...(csrf ? { 'x-csrf-token': csrf } : {}),
      ...(key ? { 'idempotency-key': key } : {}),
    },
  })
  const isJson = String(response.headers['content-type']).startsWith('application/json')
  return {
    status: response.statusCode,
    body: isJson ? response.json() : response.body,
    cookie: response.cookies.find(({ name }) => name === '__Secure-turnup-portal')?.value,
  }
}
