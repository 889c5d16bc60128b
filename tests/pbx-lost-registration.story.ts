import type { FaultKind } from '@turnup/connectors/sandbox-kit'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { performed } from './stack/effects.ts'
import { impatientPbx } from './stack/impatient.ts'
import { signInOperator } from './stack/operator.ts'
import { type PbxOrderInHand, placedRegulatedOrder } from './stack/pbx-checkout.ts'
import { type Desk, deskOf } from './stack/pbx-desk.ts'
import { pbxEffects } from './stack/pbx-effects.ts'
import { placeChosenNumber, uploadAllPapers, verificationOf } from './stack/pbx-papers.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { waitForState } from './stack/wait-for.ts'

/** What a regulated order writes at DIDWW, and how often each may take effect in all after its answer was lost. */
const writes: { effect: string; operation: string; atMost: number }[] = [
  { effect: 'the identity', operation: 'POST identities', atMost: 1 },
  { effect: 'the address', operation: 'POST addresses', atMost: 1 },
  { effect: 'a paper', operation: 'POST encrypted_files', atMost: 2 },
  { effect: 'a proof', operation: 'POST proofs', atMost: 2 },
  { effect: 'the trunk', operation: 'POST voice_in_trunks', atMost: 1 },
  { effect: 'the number order', operation: 'POST orders', atMost: 1 },
  { effect: 'the verification', operation: 'POST address_verifications', atMost: 1 },
  { effect: 'the routing', operation: 'PATCH dids', atMost: 2 },
]
const kinds: FaultKind[] = ['timeout-after-write', 'http-500-after-write', 'malformed']

// Many waits in one story; each of them has a limit of its own.
vi.setConfig({ testTimeout: 60_000 })

let stack: Stack
let desk: Desk

beforeAll(async () => {
  stack = await startStack({
    pbx: true,
    environment: { ...impatientPbx, PBX_REGISTRATION_ROUTE: 'api-upload' },
  })
  desk = deskOf(await signInOperator(stack))
})
afterAll(() => stack?.stop())
afterEach(() => stack.sandbox.context.faults.clear())

async function bringToLife(order: PbxOrderInHand): Promise<void> {
  await desk.fulfil(order)
  await desk.awaitAction(order, 'mark-documents-uploaded')
  await uploadAllPapers(stack, desk, order)
  await placeChosenNumber(desk, order)
  await desk.awaitPhase(order, 'awaiting-provider')
  stack.sandbox.systems.didww.decide(verificationOf(stack, order).id)
  await waitForState(stack, order.crmOrderId, 'completed')
}

async function expectOneOfEach(order: PbxOrderInHand): Promise<void> {
  expect(await pbxEffects(stack, order)).toEqual({
    tenants: 1,
    trunks: 1,
    numbers: 1,
    identities: 1,
    addresses: 1,
    billingOrders: 1,
    acceptedOrders: 1,
  })
  const own = (type: string) =>
    stack.sandbox.systems.didww
      .list(type)
      .filter(({ attributes }) => String(attributes.external_reference_id).startsWith(order.orderId))
  expect(own('proofs')).toHaveLength(2)
  expect(own('address_verifications')).toHaveLength(1)
  expect(own('orders')).toHaveLength(1)
}

test.each(writes)(
  '$effect was made and its answer cut off: one effect, and the order goes on by itself',
  async ({ operation, atMost }) => {
    const { faults } = stack.sandbox.context
    const order = await placedRegulatedOrder(stack)
    const before = performed(stack.sandbox, 'didww', operation)
    faults.add({ system: 'didww', operation, kind: 'timeout-after-write', count: 1 })
    await bringToLife(order)
    await expectOneOfEach(order)
    expect(faults.list()).toEqual([])
    const made = performed(stack.sandbox, 'didww', operation) - before
    expect(made).toBeGreaterThanOrEqual(1)
    // Two papers and two proofs are asked for; one of each may have been made again.
    expect(made).toBeLessThanOrEqual(/proofs|files/.test(operation) ? atMost + 1 : atMost)
  },
)

test.each(kinds)(
  'every answer of an order lost (%s): still one effect each',
  { timeout: 60_000 },
  async (kind) => {
    const order = await placedRegulatedOrder(stack)
    for (const { operation } of writes)
      stack.sandbox.context.faults.add({ system: 'didww', operation, kind, count: 1 })
    await bringToLife(order)
    await expectOneOfEach(order)
    expect(stack.sandbox.context.faults.list()).toEqual([])
  },
)

test('nothing at the carrier belongs to nobody', () => {
  const { didww } = stack.sandbox.systems
  const orders = writes.length + kinds.length
  for (const type of [
    'identities',
    'addresses',
    'orders',
    'dids',
    'voice_in_trunks',
    'address_verifications',
  ])
    expect(didww.list(type), type).toHaveLength(orders)
  expect(didww.list('did_reservations')).toEqual([])
})
