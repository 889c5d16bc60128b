import { cancelOrder, fulfilOrder } from '../../api/orders.ts'
import {
  checkNow,
  markDocumentsUploaded,
  resendClaim,
  resetPurchase,
  syncGateways,
} from '../../api/provisioning.ts'
import type { HereAction } from './action-words.ts'

/** Does one action on one order. @param reason '' where none was asked for */
export function doHere(
  orderId: string,
  action: HereAction,
  { reason, idempotencyKey }: { reason: string; idempotencyKey: string },
): Promise<unknown> {
  switch (action) {
    case 'fulfil':
      return fulfilOrder(orderId, idempotencyKey)
    case 'mark-documents-uploaded':
      return markDocumentsUploaded(orderId, reason)
    case 'check-now':
      return checkNow(orderId)
    case 'reset':
      return resetPurchase(orderId, reason)
    case 'sync-gateways':
      return syncGateways(orderId)
    case 'resend-claim':
      return resendClaim(orderId)
    case 'cancel':
      return cancelOrder(orderId, reason)
  }
}
