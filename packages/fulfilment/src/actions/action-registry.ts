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
import { awaitActive } from './number/await-active.ts'
import { ensureTrunk } from './number/ensure-trunk.ts'
import { orderNumber } from './number/order-number.ts'
import { releaseNumber } from './number/release-number.ts'
import { routeNumber } from './number/route-number.ts'
import { checkPapers } from './registration/check-papers.ts'
import { clearRegistration } from './registration/clear-registration.ts'
import { createAddress } from './registration/create-address.ts'
import { createIdentity } from './registration/create-identity.ts'
import { createProof } from './registration/create-proof.ts'
import { requestVerification } from './registration/request-verification.ts'
import { uploadPapers } from './registration/upload-papers.ts'
import { validateRegistration } from './registration/validate-registration.ts'
import { replaceProfile } from './replace-profile.ts'
import { sendMail } from './send-mail.ts'
import { topUpLine } from './top-up-line.ts'
import { assignNumber } from './voice/assign-number.ts'
import { createTenant } from './voice/create-tenant.ts'
import { sendWelcome } from './voice/send-welcome.ts'
import { syncGateways } from './voice/sync-gateways.ts'
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
  assignNumber,
  awaitActive,
  checkPapers,
  clearRegistration,
  createAddress,
  createIdentity,
  createProof,
  createTenant,
  ensureTrunk,
  orderNumber,
  releaseNumber,
  requestVerification,
  routeNumber,
  sendWelcome,
  syncGateways,
  uploadPapers,
  validateRegistration,
  writeBack,
]

/** Every action by the name that plans use. */
export const actionRegistry: ReadonlyMap<string, AnyAction> = new Map(
  actions.map((action) => [action.name, action]),
)
