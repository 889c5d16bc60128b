import { numberHoldRef } from '@turnup/domain'
import type { NumberHold } from '@turnup/store'
import type { Services } from '../context.ts'
import { carrierOf } from './carriers.ts'

/** Whether a chosen number can still be bought: reserved for us, or offered to everybody. @throws ProviderError */
export async function isHeldOutside(services: Services, hold: NumberHold): Promise<boolean> {
  const carrier = carrierOf(services, hold.provider)
  if (!carrier) return false
  if (hold.isReserved && (await carrier.findReservation(numberHoldRef(hold.id)))) return true
  return (await carrier.readOffer(hold.offer.offerId)) !== undefined
}
