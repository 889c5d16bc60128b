import type { OrderStep, Policy } from '@turnup/domain'
import { createVault, type Database, importEsimProfiles, loadOrderWork, openDatabase } from '@turnup/store'
import { createTestDatabase } from '../../../../tests/support/index.ts'
import type { ExecutorServices } from '../action.ts'
import { currentCorrelationId } from '../call-trace.ts'
import { advanceOrder } from '../executor/advance-order.ts'
import { createMovableClock } from './movable-clock.ts'
import { orderWriter } from './order-writer.ts'
import { type Caller, connectionLost, connectorOf, createOutsideWorld } from './outside-world.ts'
import { profileType, testPolicy } from './test-items.ts'

export interface TestProcess extends Caller {
  services: ExecutorServices
}

export type OrderWorld = Awaited<ReturnType<typeof createOrderWorld>>

const silent = () => undefined

/** The executor on a real PostgreSQL, with a world outside that fails on demand and a clock that is moved by hand. */
export async function createOrderWorld() {
  const database = await createTestDatabase()
  const root = openDatabase({ databaseUrl: database.databaseUrl, maxConnections: 16 })
  const clock = createMovableClock()
  const outside = createOutsideWorld(clock)
  const vault = createVault(new Uint8Array(32).fill(7))
  const policy: Policy = structuredClone(testPolicy)
  const deliveredMails: string[] = []
  const iccids: string[] = []
  const told: unknown[] = []

  function startProcess(): TestProcess {
    let alive = true
    const caller: Caller = {
      isAlive: () => alive,
      die: () => {
        alive = false
      },
    }
    const db: Database = root.withPlugin({
      // A dead process neither reads nor writes any more.
      transformQuery({ node }) {
        if (!alive) throw connectionLost()
        return node
      },
      transformResult: async ({ result }) => result,
    })
    const services: ExecutorServices = {
      db,
      ports: outside.portsFor(caller),
      connectorOf,
      engine: {
        advance: async () => {},
        intake: async () => {},
        deliverMail: async (id) => void deliveredMails.push(id),
      },
      clock,
      vault,
      policy,
      log: {
        debug: silent,
        info: (fields) => void told.push(fields),
        warn: (fields) => void told.push(fields),
        error: (fields) => void told.push(fields),
      },
    }
    return { ...caller, services }
  }

  const main = startProcess()

  async function stockUp(count: number, type = profileType): Promise<string[]> {
    const fresh = Array.from(
      { length: count },
      () => `898830${String(iccids.length).padStart(4, '0')}${randomDigits(9)}`,
    )
    iccids.push(...fresh)
    await importEsimProfiles(root, vault, type, fresh)
    return fresh
  }

  const { newCustomer, startOrder, startTopUp } = orderWriter({
    db: root,
    clock,
    outside,
    policy,
    vault,
    stockUp,
  })

  /** Looks and waits, like the engine, until nothing but a person or the outside can move the order on. */
  async function run(
    orderId: string,
    options: { process?: TestProcess; until?(): boolean | Promise<boolean> } = {},
  ) {
    const { process = main, until } = options
    for (let looks = 0; looks < 500; looks += 1) {
      const { wakeInMs } = await advanceOrder(process.services, orderId)
      if (await until?.()) return
      if (wakeInMs === undefined) return
      clock.move(wakeInMs)
    }
    throw new Error(`The order ${orderId} is looked at again and again.`)
  }

  async function read(orderId: string) {
    const work = await loadOrderWork(root, orderId)
    if (!work) throw new Error(`There is no order ${orderId}.`)
    return { ...work, step: (key: string) => stepOf(work.steps, key) }
  }

  return {
    db: root,
    clock,
    outside,
    vault,
    policy,
    deliveredMails,
    /** Every full ICCID that was put into the stock. */
    iccids,
    told,
    services: main.services,
    startProcess,
    stockUp,
    newCustomer,
    startOrder,
    startTopUp,
    run,
    read,
    attempts: (orderId: string, stepKey?: string) =>
      root
        .selectFrom('step_attempt')
        .selectAll()
        .where('order_id', '=', orderId)
        .$if(stepKey !== undefined, (query) => query.where('step_key', '=', stepKey ?? ''))
        .orderBy('id')
        .execute(),
    timeline: (orderId: string) =>
      root.selectFrom('timeline_event').selectAll().where('order_id', '=', orderId).orderBy('id').execute(),
    secretsOf: async (orderId: string) =>
      (
        await root
          .selectFrom('order_secret')
          .select('name')
          .where('order_id', '=', orderId)
          .orderBy('name')
          .execute()
      ).map(({ name }) => name),
    /** The order in whose name a call is made right now. */
    orderAtWork: () => currentCorrelationId()?.replace('correlation-', ''),
    async close() {
      await root.destroy()
      await database.drop()
    },
  }
}

function stepOf(steps: OrderStep[], key: string): OrderStep {
  const step = steps.find((one) => one.key === key)
  if (!step) throw new Error(`There is no step ${key}; there are ${steps.map((one) => one.key).join(', ')}.`)
  return step
}

function randomDigits(count: number): string {
  return Array.from({ length: count }, () => Math.floor(Math.random() * 10)).join('')
}
