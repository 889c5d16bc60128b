import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ConsoleWorld, createConsoleWorld, insertMappedCustomer } from './console-world.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await createConsoleWorld()
}, 60_000)
afterAll(() => world.close())

describe('customers', () => {
  test('are found by number, billing client, account and the beginning of the e-mail, with their mapping', async () => {
    const { id, number, accountId, orderId } = await insertMappedCustomer(world)
    for (const query of [number, `b-${number}`, accountId, id.slice(0, 20)]) {
      const { body } = await world.call('GET', `/customers?query=${query}`, world.viewer)
      expect(
        body.items.map((one: { id: string }) => one.id),
        query,
      ).toEqual([id])
    }
    const { body } = await world.call('GET', `/customers/${id}`, world.viewer)
    expect(body).toMatchObject({
      number,
      mapping: { billingClientId: `b-${number}`, crmAccountId: accountId },
      orders: [{ id: orderId }],
    })
    expect((await world.call('GET', '/customers?query=%25', world.viewer)).body.items).toEqual([])
  })

  test('those whom customer service should look at can be listed', async () => {
    const { id } = await insertMappedCustomer(world)
    await world.db
      .updateTable('portal_user')
      .set({ review_reason: 'E-mail differs' })
      .where('id', '=', id)
      .execute()
    const { body } = await world.call('GET', '/customers?needsReview=true', world.viewer)
    expect(body.items).toMatchObject([{ id, reviewReason: 'E-mail differs' }])
  })
})
