import type { AnyAction } from '../action.ts'
import { acceptBillingOrder } from './accept-billing-order.ts'
import { activateLine } from './activate-line.ts'
import { activateOpportunity } from './activate-opportunity.ts'
import { addBillingOrder } from './add-billing-order.ts'
import { capturePayment } from './capture-payment.ts'
import { checkPaymentMethod } from './check-payment-method.ts'
import { confirmEsim } from './confirm-esim.ts'
import { createCharge } from './create-charge.ts'
import { describeServices } from './describe-services.ts'
import { downloadEsim } from './download-esim.ts'
import { markActivating } from './mark-activating.ts'
import { replaceProfile } from './replace-profile.ts'
import { sendMail } from './send-mail.ts'
import { topUpLine } from './top-up-line.ts'
import { writeBack } from './write-back.ts'

const actions: AnyAction[] = [
  acceptBillingOrder,
  activateLine,
  activateOpportunity,
  addBillingOrder,
  capturePayment,
  checkPaymentMethod,
  confirmEsim,
  createCharge,
  describeServices,
  downloadEsim,
  markActivating,
  replaceProfile,
  sendMail,
  topUpLine,
  writeBack,
]

/** Every action by the name that plans use. */
export const actionRegistry: ReadonlyMap<string, AnyAction> = new Map(
  actions.map((action) => [action.name, action]),
)
