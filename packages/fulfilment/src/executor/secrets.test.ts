import { eraseFinishedOrderSecrets } from '@turnup/store'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createOrderWorld, type OrderWorld } from '../testing/order-world.ts'
import { esimItem, profileType } from '../testing/test-items.ts'

let world: OrderWorld
beforeAll(async () => {
  world = await createOrderWorld()
})
afterAll(() => world.close())
beforeEach(() => world.outside.heal())

/** Everything that can be read in the database, as text. */
async function everyText(): Promise<string> {
  const columns = await sql<{ table_name: string; column_name: string }>`
    select table_name, column_name from information_schema.columns
    where table_schema = 'public' and (data_type in ('text', 'jsonb', 'character varying') or data_type = 'ARRAY')
  `.execute(world.db)
  const texts: string[] = []
  for (const { table_name, column_name } of columns.rows) {
    const { rows } = await sql<{ text: string | null }>`
      select string_agg(${sql.ref(column_name)}::text, ' ') as text from ${sql.table(table_name)}
    `.execute(world.db)
    texts.push(`${table_name}.${column_name} ${rows[0]?.text ?? ''}`)
  }
  return texts.join('\n')
}

async function expectNothingInClear() {
  const text = await everyText()
  expect(text).toContain('esim_profile.masked_iccid')
  for (const iccid of world.iccids) expect(text).not.toContain(iccid)
  for (const { iccid } of world.outside.sims.profiles) expect(text).not.toContain(iccid)
  expect(text).not.toContain('LPA:1$')
}

const reservedFor = (id: string) =>
  world.db.selectFrom('esim_profile').selectAll().where('reserved_ref', 'like', `${id}/%`).execute()

test('no full ICCID and no activation code can be read in any table, before, while or after an order runs', async () => {
  const id = await world.startOrder({ items: [esimItem({ quantity: 2 })] })
  await expectNothingInClear()
  world.outside.fail('line.activateLine', { kind: 'unavailable' }, { kind: 'answer-lost' })
  await world.run(id, { until: async () => (await world.secretsOf(id)).length === 4 })
  await expectNothingInClear()
  await world.run(id)
  expect((await world.read(id)).head.state).toBe('completed')
  await expectNothingInClear()
})

test('neither can one in what a connector says about its failure', async () => {
  const id = await world.startOrder({ items: [esimItem()] })
  const process = world.startProcess()
  const { esim } = process.services.ports
  const { ProviderError } = await import('@turnup/domain')
  process.services.ports = {
    ...process.services.ports,
    esim: {
      ...esim,
      downloadOrder: esim.downloadOrder,
      confirmOrder: async ({ iccid }) => {
        throw new ProviderError('rejected', {
          code: 'PROFILE_BROKEN',
          connector: 'es2plus',
          operation: 'confirmOrder',
          message: `The profile ${iccid} is broken.`,
        })
      },
    },
  }
  await world.run(id, { process })
  expect((await world.read(id)).head.errorMessage).toMatch(/The profile ••••\d{4} is broken/)
  await expectNothingInClear()
})

test('a profile that the SM-DP+ chose is kept sealed too, and known by its digest', async () => {
  world.policy.esimAllocation = 'profile-type'
  const id = await world.startOrder({ items: [esimItem()] })
  world.policy.esimAllocation = 'inventory'
  await world.run(id)
  expect((await world.read(id)).head.state).toBe('completed')
  expect(await reservedFor(id)).toMatchObject([{ iccid_ciphertext: null }])
  await expectNothingInClear()
})

test('after completion the ICCID is erased and its profile spent; the activation code waits for the customer', async () => {
  const id = await world.startOrder({ items: [esimItem()] })
  await world.run(id)
  expect(await world.secretsOf(id)).toEqual(['activation-code:1.1'])
  expect(await reservedFor(id)).toMatchObject([{ iccid_ciphertext: null, spent_at: expect.any(Date) }])
})

test('what a process left that died right after its last commit is erased by the sweep', async () => {
  const id = await world.startOrder({ items: [esimItem()] })
  const other = await world.startOrder({ items: [esimItem()] })
  world.outside.fail('line.activateLine', { kind: 'unavailable' })
  await world.run(other, { until: async () => (await world.secretsOf(other)).length === 2 })
  const doomed = world.startProcess()
  const { clock } = doomed.services
  doomed.services.clock = {
    now() {
      // finishOrder asks for the time; by then the order is committed as completed.
      if (new Error().stack?.includes('finishOrder')) doomed.die()
      return clock.now()
    },
  }
  await expect(world.run(id, { process: doomed })).rejects.toThrow('Connection terminated')
  expect((await world.read(id)).head.state).toBe('completed')
  expect(await world.secretsOf(id)).toEqual(['activation-code:1.1', 'iccid:1.1'])

  expect(await eraseFinishedOrderSecrets(world.db, world.clock.now())).toBe(2)
  expect(await world.secretsOf(id)).toEqual(['activation-code:1.1'])
  expect(await reservedFor(id)).toMatchObject([{ iccid_ciphertext: null }])
  // Orders that still need theirs keep them.
  expect(await world.secretsOf(other)).toEqual(['activation-code:1.1', 'iccid:1.1'])
  expect(await eraseFinishedOrderSecrets(world.db, world.clock.now())).toBe(0)
})

test('a profile type that is corrected gets a profile of that type, and the old one does not come back', async () => {
  const [wrong] = await world.stockUp(1, 'WRONG')
  const id = await world.startOrder({ items: [esimItem({ esimSettings: { profileType: 'WRONG' } })] })
  world.outside.fail('esim.downloadOrder', { kind: 'refused' })
  await world.run(id)
  expect(await reservedFor(id)).toMatchObject([{ profile_type: 'WRONG' }])
  const { step } = await world.read(id)
  const input = { ...step('esim.download-order:1.1').input, profileType }
  await world.db
    .updateTable('order_step')
    .set({ input: JSON.stringify(input), state: 'ready', error: null })
    .where('order_id', '=', id)
    .where('key', '=', 'esim.download-order:1.1')
    .execute()
  await world.db
    .updateTable('product_order')
    .set({ state: 'inProgress' })
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', id)
    .execute()
  await world.run(id)
  expect((await world.read(id)).head.state).toBe('completed')
  const line = world.outside.sims.lines.find((one) => one.ref.startsWith(id))
  expect(line?.iccid).not.toBe(wrong)
  const given = await world.db
    .selectFrom('esim_profile')
    .selectAll()
    .where('profile_type', '=', 'WRONG')
    .where('reserved_ref', 'is', null)
    .execute()
  expect(given).toEqual(
    expect.not.arrayContaining([expect.objectContaining({ masked_iccid: `••••${wrong?.slice(-4)}` })]),
  )
})
