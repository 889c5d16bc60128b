import { cpus } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { demoIccids } from '@turnup/connectors/es2plus/sandbox'
import { createVault, type Database, importEsimProfiles, openDatabase } from '@turnup/store'
import { ensureFirstAdministrator } from '@turnup/use-cases'
import type { Customer } from '../stack/customer.ts'
import { mapToCarriers } from '../stack/map-to-carriers.ts'
import { operatorEmail, operatorPassword } from '../stack/operator.ts'
import { attendPbxOrders } from './attend-pbx-orders.ts'
import { addFaults } from './faults.ts'
import { approve, placeStubbornly, signUpCustomers } from './place-orders.ts'
import { mostPbxOrders, placePbxStubbornly } from './place-pbx-orders.ts'
import { type Chance, createChance } from './random.ts'
import { judge } from './verdict.ts'
import { startWorld, type Victim, type World } from './world.ts'

const { values } = parseArgs({
  options: { orders: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' } },
})
const orders = Number(values.orders)
const seed = Number(values.seed)
if (!Number.isInteger(orders) || orders < 1 || !Number.isInteger(seed)) {
  console.error('Usage: npm run chaos -- --orders N --seed S')
  process.exit(2)
}

const inHand = 8
const settledWithinMs = 240_000

/** Kills something every now and then until told to stop. */
async function havoc(world: World, chance: Chance, isOver: () => boolean): Promise<Record<Victim, number>> {
  const kills: Record<Victim, number> = { server: 0, engine: 0, postgres: 0 }
  while (!isOver()) {
    await delay(chance.between(1_000, 5_000))
    const victim = chance.oneOf<Victim>(['server', 'engine', 'postgres'])
    await world.kill(victim)
    kills[victim] += 1
    console.error(`  kill -9 ${victim}`)
  }
  return kills
}

const finished = ['completed', 'cancelled', 'held', 'rejected'] as const

/** Orders that are neither final nor held, or of which the CRM has not been told; undefined while nobody can say. */
async function countOpen(db: Database): Promise<number | undefined> {
  const row = await db
    .selectFrom('product_order')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where((where) => where.or([where('state', 'not in', finished), where('crm_status_due', 'is not', null)]))
    .executeTakeFirst()
    .catch(() => undefined)
  return row && Number(row.count)
}

async function countQueuedMails(db: Database): Promise<number | undefined> {
  const row = await db
    .selectFrom('mail_message')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('state', '=', 'queued')
    .executeTakeFirst()
    .catch(() => undefined)
  return row && Number(row.count)
}

async function openBelow(db: Database, most: number): Promise<boolean> {
  const deadline = Date.now() + settledWithinMs
  while (Date.now() < deadline) {
    if (((await countOpen(db)) ?? orders) <= most) return true
    await delay(250)
  }
  return false
}

/** All orders final or held, and no mail waiting; false when that does not come about in time. */
async function settled(db: Database): Promise<boolean> {
  const deadline = Date.now() + settledWithinMs
  while (Date.now() < deadline) {
    if ((await countOpen(db)) === 0 && (await countQueuedMails(db)) === 0) return true
    await delay(250)
  }
  return false
}

/** One order in five is for a PBX, one in ten for one with a registration, as long as there are numbers. */
function pbxShare(): { standard: number; regulated: number } {
  return {
    standard: Math.min(Math.floor(orders / 5), mostPbxOrders.standard),
    regulated: Math.min(Math.floor(orders / 10), mostPbxOrders.regulated),
  }
}

function shuffled<Value>(values: Value[], by: Chance): Value[] {
  return values
    .map((value) => ({ value, rank: by.next() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ value }) => value)
}

const startedAt = performance.now()
const chance = createChance(seed)
const world = await startWorld()
let failed = true
try {
  const db = openDatabase({ databaseUrl: world.databaseUrl, maxConnections: 2 })
  await importEsimProfiles(db, createVault(world.masterKey), 'DATA-5G', demoIccids('DATA-5G', 0, orders * 2))
  await mapToCarriers(db)
  const admin = { email: operatorEmail, password: operatorPassword }
  await ensureFirstAdministrator({ db, clock: { now: () => new Date() } }, admin)
  const customers = await signUpCustomers(world, orders)
  const { standard, regulated } = pbxShare()
  // A customer chooses one number at a time, so each PBX has a customer of its own.
  const pbxCustomers = await signUpCustomers(world, standard + regulated, 1)
  console.error(
    `${orders} orders, ${standard} of them for a PBX and ${regulated} for one with a registration, seed ${seed}`,
  )
  addFaults(world.sandbox.context.faults, seed)
  let isOver = false
  let isSettled = false
  const attending = attendPbxOrders(world, db, () => isSettled)
  const killing = havoc(world, createChance(seed + 1), () => isOver)
  const accepted: string[] = []
  const left = shuffled(
    [
      ...pbxCustomers.map(
        (customer, index) => () => placePbxStubbornly(customer, index < standard ? 'standard' : 'regulated'),
      ),
      ...Array.from(
        { length: orders - pbxCustomers.length },
        (_, index) => () => placeStubbornly(customers[index % customers.length] as Customer),
      ),
    ],
    createChance(seed + 2),
  )
  const clerk = async () => {
    for (let place = left.pop(); place; place = left.pop()) {
      const crmOrderId = await place()
      accepted.push(crmOrderId)
      await approve(world, crmOrderId, chance)
    }
  }
  await Promise.all(Array.from({ length: inHand }, clerk))
  // The killing goes on while most orders are still under way, and stops so that what waits can end.
  await openBelow(db, Math.ceil(orders * 0.1))
  isOver = true
  const kills = await killing
  const inTime = await settled(db)
  isSettled = true
  await attending
  const place = { sandbox: world.sandbox, databaseUrl: world.pbxDatabaseUrl }
  const verdict = await judge(place, db, world.masterKey, accepted)
  await db.destroy()
  const { details, ...counts } = verdict
  for (const line of details) console.error(line)
  console.log(
    JSON.stringify(
      {
        seed,
        ...counts,
        kills,
        settledInTime: inTime,
        endedAlone: world.endedAlone,
        calls: world.sandbox.context.journal.list().length,
        faults: world.sandbox.context.journal.list().filter((entry) => entry.fault).length,
        seconds: Math.round((performance.now() - startedAt) / 1000),
        cores: cpus().length,
      },
      null,
      2,
    ),
  )
  failed = verdict.lost > 0 || verdict.doubled > 0 || world.endedAlone.length > 0 || !inTime
} finally {
  if (failed) console.error(`The logs are kept in ${world.logFolder}.`)
  await world.stop(failed)
}
process.exit(failed ? 1 : 0)
