import type { OrderPbxBody } from '@turnup/contracts'
import {
  type NumberPlace,
  type OrderState,
  type PbxDetails,
  pbxPhaseOf,
  phasePresentation,
} from '@turnup/domain'
import { type OrderOfCustomer, type PbxStepView, readPbxSteps } from '@turnup/store'
import type { Services } from '../context.ts'
import { extensionRange } from '../voice/pbx-choices.ts'

/** The PBX parts of several orders, by order (R143). */
export async function orderPbxBodies(
  { db }: Pick<Services, 'db'>,
  orders: OrderOfCustomer[],
): Promise<Map<string, OrderPbxBody>> {
  const withPbx = orders.flatMap(({ id, state, pbx }) => (pbx ? [{ id, state, pbx }] : []))
  const steps = await readPbxSteps(
    db,
    withPbx.map(({ id }) => id),
  )
  return new Map(withPbx.map((order) => [order.id, orderPbxBody(order, steps.get(order.id) ?? [])]))
}

/** Nothing of a registration, which is nobody's to read again. */
function orderPbxBody(order: { state: OrderState; pbx: PbxDetails }, steps: PbxStepView[]): OrderPbxBody {
  const { company, tenant, number, admin } = order.pbx
  return {
    company,
    domain: tenant.domain,
    number: number.number,
    place: placeInWords(number.place),
    seats: tenant.seats,
    extensions: extensionRange(tenant.firstExtension, tenant.seats),
    adminUsername: admin.username,
    loginUrl: steps.find(({ loginUrl, state }) => loginUrl && state === 'done')?.loginUrl,
    phase: phasePresentation[pbxPhaseOf(order, steps)].words,
    needsRegistration: number.needsRegistration,
  }
}

function placeInWords({ city, regionName, country }: NumberPlace): string {
  return [city, regionName, country].filter(Boolean).join(', ')
}
