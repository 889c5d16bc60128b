import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInOperator } from './stack/operator.ts'
import { placedPbxOrder } from './stack/pbx-checkout.ts'
import { deskOf } from './stack/pbx-desk.ts'
import { pbxEffects, pbxRows, tenantRows } from './stack/pbx-effects.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { waitForState } from './stack/wait-for.ts'

let stack: Stack

beforeAll(async () => {
  stack = await startStack({ pbx: true, pbxFlags: 'text' })
})
afterAll(() => stack?.stop())

test('on a FusionPBX whose flags are texts, a tenant comes to life, rings, calls out, and is taken back', async () => {
  const desk = deskOf(await signInOperator(stack))
  const { fusionpbx } = stack.sandbox.systems
  const order = await placedPbxOrder(stack)
  await desk.fulfil(order)
  await waitForState(stack, order.crmOrderId, 'completed')
  expect(await pbxEffects(stack, order)).toMatchObject({
    tenants: 1,
    trunks: 1,
    numbers: 1,
    acceptedOrders: 1,
  })
  const flags = await pbxRows(
    stack,
    `select distinct pg_typeof(e.enabled)::text as type, e.enabled::text as enabled
       from v_extensions e join v_domains using (domain_uuid) where domain_name = $1`,
    [order.domain],
  )
  expect(flags).toEqual([{ type: 'text', enabled: 'true' }])
  const [gateway] = (await tenantRows(stack, order.domain)).gateways
  expect(await fusionpbx?.callReaches(order.number)).toEqual({ domain: order.domain, extension: '1001' })
  expect(await fusionpbx?.dialledGoesTo(order.domain, '12025550143')).toMatchObject({
    gatewayId: gateway?.id,
  })

  const other = await placedPbxOrder(stack)
  stack.sandbox.context.faults.add({ system: 'whmcs', operation: 'AcceptOrder', kind: 'reject', count: 1 })
  await desk.fulfil(other)
  await waitForState(stack, other.crmOrderId, 'held')
  const path = `/api/console/orders/${other.crmOrderId}/cancel`
  expect((await desk.api.request('POST', path, { reason: 'Customer withdrew' })).status).toBe(200)
  await waitForState(stack, other.crmOrderId, 'cancelled')
  expect(await fusionpbx?.countRows(other.domain)).toBe(0)
})
