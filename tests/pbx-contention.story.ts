import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Customer } from './stack/customer.ts'
import { signInOperator } from './stack/operator.ts'
import { customerWithCard, readOrder } from './stack/orders-in-hand.ts'
import {
  capeTown,
  chosenNumber,
  hold,
  type NumberSearch,
  northAmerica,
  numbersShown,
  pbxOrderInHand,
  placedPbxOrder,
  sendWizard,
  wizardOrder,
} from './stack/pbx-checkout.ts'
import { type Desk, deskOf } from './stack/pbx-desk.ts'
import { pbxEffects } from './stack/pbx-effects.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { waitForState } from './stack/wait-for.ts'

let stack: Stack
let desk: Desk
let ada: Customer
let bruno: Customer

beforeAll(async () => {
  stack = await startStack({ pbx: true })
  desk = deskOf(await signInOperator(stack))
  ada = await customerWithCard(stack)
  bruno = await customerWithCard(stack)
})
afterAll(() => stack?.stop())
afterEach(() => stack.sandbox.context.faults.clear())

const cancel = (crmOrderId: string) =>
  desk.api.request('POST', `/api/console/orders/${crmOrderId}/cancel`, { reason: 'Customer withdrew' })

describe.each<[string, NumberSearch]>([
  ['VoIP.ms, where nothing can be reserved', northAmerica],
  ['DIDWW, where it is reserved too', capeTown],
])('two customers want one number of %s', (_carrier, search) => {
  test('at once: one has it, the other is told at once, and it is shown to nobody else', async () => {
    const [offer] = (await numbersShown(ada.api, search)).slice(-1)
    if (!offer) throw new Error('No number is shown')
    const want = (who: Customer) => hold(who.api, search.product, offer.offerId)
    const answers = await Promise.all([want(ada), want(bruno)])
    const winners = answers.map(({ status }) => status === 201)
    expect(winners.filter(Boolean)).toHaveLength(1)
    const [winner, loser] = winners[0] ? [ada, bruno] : [bruno, ada]
    const refused = answers.find(({ status }) => status !== 201)
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'NUMBER_TAKEN' } } })
    expect((await want(loser)).status).toBe(409)
    expect((await want(winner)).body.offer.number).toBe(offer.number)
    const numbers = (await numbersShown(loser.api, search)).map(({ number }) => number)
    expect(numbers.length).toBeGreaterThan(0)
    expect(numbers).not.toContain(offer.number)
    const reserved = stack.sandbox.systems.didww.list('did_reservations')
    expect(reserved).toHaveLength(search === capeTown ? 1 : 0)
  })
})

test('a choice that nobody used in ten minutes is the next customer’s, and orders nothing any more', async () => {
  const chosen = await chosenNumber(ada.api)
  expect((await hold(bruno.api, northAmerica.product, chosen.offer.offerId)).status).toBe(409)
  stack.clock.move(10 * 60_000 + 1_000)
  stack.sandbox.context.clock.move(10 * 60_000 + 1_000)
  expect((await hold(bruno.api, northAmerica.product, chosen.offer.offerId)).status).toBe(201)
  const late = await sendWizard(ada.api, wizardOrder(chosen))
  expect(late).toMatchObject({ status: 409, body: { error: { field: 'holdId' } } })
})

test('one choice sent with two orders at once makes one order', async () => {
  const chosen = await chosenNumber(ada.api)
  const answers = await Promise.all([1, 2].map(() => sendWizard(ada.api, wizardOrder(chosen))))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
})

describe('two tenants want one domain', () => {
  test('at once: one order is placed, the other names the field; when the first ends, the domain is free', async () => {
    const [first, second] = [await chosenNumber(ada.api), await chosenNumber(bruno.api)]
    const domain = 'harbour-master'
    const answers = await Promise.all([
      sendWizard(ada.api, wizardOrder(first, { domain })),
      sendWizard(bruno.api, wizardOrder(second, { domain })),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    const refused = answers.find(({ status }) => status === 409)
    expect(refused?.body).toMatchObject({ error: { code: 'DOMAIN_TAKEN', field: 'domain' } })
    const isAda = answers[0].status === 201
    const [loser, left] = isAda ? [bruno, second] : [ada, first]
    const crmOrderId = answers[isAda ? 0 : 1].body.sfOrderId

    const check = await loser.api.request<{ available: boolean; suggestions: string[] }>(
      'GET',
      `/api/pbx/domain?domain=${domain}`,
    )
    expect(check.body.available).toBe(false)
    expect(check.body.suggestions.length).toBeGreaterThan(0)

    await cancel(crmOrderId)
    await waitForState(stack, crmOrderId, 'cancelled')
    const again = await sendWizard(loser.api, wizardOrder(left, { domain }))
    expect(again.status, JSON.stringify(again.body)).toBe(201)
    const order = await pbxOrderInHand(stack, loser, again.body.sfOrderId)
    await desk.fulfil(order)
    await waitForState(stack, order.crmOrderId, 'completed')
    expect(await pbxEffects(stack, order)).toMatchObject({ tenants: 1, numbers: 1, trunks: 1 })
  })

  test('one of them made by hand in FusionPBX: nobody’s tenant is touched, and no number is bought', async () => {
    const { fusionpbx } = stack.sandbox.systems
    const order = await placedPbxOrder(stack)
    await fusionpbx?.plantTenant(order.domain)
    await desk.fulfil(order)
    await waitForState(stack, order.crmOrderId, 'held')
    expect((await readOrder(stack, order.crmOrderId)).errorCode).toBe('DOMAIN_TAKEN')
    expect(await pbxEffects(stack, order)).toMatchObject({ tenants: 1, numbers: 0, billingOrders: 0 })
    expect((await cancel(order.crmOrderId)).status).toBe(200)
    await waitForState(stack, order.crmOrderId, 'cancelled')
    expect(await pbxEffects(stack, order)).toMatchObject({ tenants: 1, numbers: 0, trunks: 0 })
  })
})
