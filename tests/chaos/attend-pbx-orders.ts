import { setTimeout as delay } from 'node:timers/promises'
import type { Database } from '@turnup/store'
import { logInOperator } from '../stack/operator.ts'
import { deskOf } from '../stack/pbx-desk.ts'
import { uploadInPortal } from '../stack/pbx-papers.ts'
import type { World } from './world.ts'

const pauseMs = 500

/**
 * The operator of regulated orders: says that papers are uploaded, and orders the number, whenever the console offers
 * it. What fails is tried at the next round. Runs until told to stop.
 */
export async function attendPbxOrders(world: World, db: Database, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await round(world, db).catch(() => undefined)
    await delay(pauseMs)
  }
}

async function round(world: World, db: Database): Promise<void> {
  const open = await db
    .selectFrom('product_order')
    .select(['id', 'crm_order_id'])
    .where('pbx', 'is not', null)
    .where('state', '=', 'inProgress')
    .execute()
  if (open.length === 0) return
  const desk = deskOf(await logInOperator(world.serverUrl))
  for (const { id, crm_order_id } of open) {
    const order = { orderId: id, crmOrderId: crm_order_id ?? '' }
    const { allowedActions } = await desk.read(order)
    if (allowedActions.includes('mark-documents-uploaded')) {
      await uploadInPortal(world, order)
      await desk.act(order, 'documents-uploaded').catch(() => undefined)
    }
    if (!allowedActions.includes('place-number-order')) continue
    const { original, alternatives } = await desk.dialog(order)
    const offer = original.offer ?? alternatives[0]
    const choice = { offerId: offer?.offerId, planId: offer?.plans[0]?.planId }
    await desk.act(order, 'number', choice).catch(() => undefined)
  }
}
