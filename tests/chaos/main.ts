import { cpus } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { demoIccids } from '@turnup/connectors/es2plus/sandbox'
import { createVault, type Database, importEsimProfiles, openDatabase } from '@turnup/store'
import { addFaults } from './faults.ts'
import { approve, placeStubbornly, signUpCustomers } from './place-orders.ts'
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

const startedAt = performance.now()
const chance = createChance(seed)
const world = await startWorld()
let failed = true
try {
  const db = openDatabase({ databaseUrl: world.databaseUrl, maxConnections: 2 })
  await importEsimProfiles(db, createVault(world.masterKey), 'DATA-5G', demoIccids('DATA-5G', 0, orders * 2))
  const customers = await signUpCustomers(world, orders)
  console.error(`${orders} orders of ${customers.length} customers, seed ${seed}`)
  addFaults(world.sandbox.context.faults, seed)
  let isOver = false
  const killing = havoc(world, createChance(seed + 1), () => isOver)
  const accepted: string[] = []
  const left = Array.from({ length: orders }, (_, index) => customers[index % customers.length])
  const clerk = async () => {
    for (let customer = left.pop(); customer; customer = left.pop()) {
      const crmOrderId = await placeStubbornly(customer)
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
  const verdict = await judge(world.sandbox, db, world.masterKey, accepted)
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
