import type { OrderItem } from '../order/order.ts'
import { numberHoldRef, type PbxDetails } from '../voice/pbx-details.ts'
import { isPbxProduct, seatsOf } from '../voice/pbx-product.ts'
import { pbxKeys } from '../voice/phases.ts'
import { featuresOf } from './pbx-problems.ts'
import type { Gate, PlanInput, Step, StepKey } from './plan.ts'
import { registrationSteps } from './registration-steps.ts'

export interface PbxRequest {
  items: readonly OrderItem[]
  pbx: PbxDetails
}

function fromResult(step: StepKey, path: string): PlanInput {
  return { $result: step, path }
}

/** A gate of the operator who places the number order by hand (R188, R191 to R194). */
const placeOrderGate: Gate = {
  kind: 'operator',
  question: 'Order the number now? Check whether it is still there, and choose how it is paid for.',
}

/**
 * The steps that bring a PBX to life, the last of them being what billing waits for. Without a registration the tenant
 * comes first and the number, which costs money, last; with one, the tenant waits until the number is active (R180,
 * R181, R185 to R190). The trunk stands before the number in any case, so that cancelling releases the number first.
 */
export function pbxSteps(request: PbxRequest, after: StepKey[]): Step[] {
  const { pbx } = request
  const { registration } = pbx
  if (!registration) {
    return [
      trunkStep(pbx, after),
      tenantStep(request, [pbxKeys.ensureTrunk]),
      numberStep(pbx, [pbxKeys.createTenant]),
      activeStep(pbx, [pbxKeys.orderNumber]),
      ...connectSteps(pbx),
    ]
  }
  const isOrderFirst = registration.route === 'order-first'
  const papers = registrationSteps(pbx, registration, isOrderFirst ? [pbxKeys.orderNumber] : after)
  const number: Step[] = [
    trunkStep(pbx, isOrderFirst ? after : [pbxKeys.validate]),
    { ...numberStep(pbx, [pbxKeys.ensureTrunk]), gate: placeOrderGate },
  ]
  return [
    ...(isOrderFirst ? [...number, ...papers] : [...papers, ...number]),
    verificationStep(pbx),
    activeStep(pbx, [pbxKeys.requestVerification], fromResult(pbxKeys.requestVerification, 'verificationId')),
    tenantStep(request, [pbxKeys.awaitActive]),
    ...connectSteps(pbx),
  ]
}

function trunkStep({ number, tenant }: PbxDetails, needs: StepKey[]): Step {
  const input = { providerId: number.providerId, name: tenant.domain }
  return { key: pbxKeys.ensureTrunk, action: pbxKeys.ensureTrunk, needs, input }
}

function tenantStep({ items, pbx }: PbxRequest, needs: StepKey[]): Step {
  const { admin, tenant, number, contact } = pbx
  return {
    key: pbxKeys.createTenant,
    action: pbxKeys.createTenant,
    needs,
    input: {
      providerId: number.providerId,
      trunkRef: fromResult(pbxKeys.ensureTrunk, 'ref'),
      trunk: fromResult(pbxKeys.ensureTrunk, 'trunk'),
      domain: tenant.domain,
      company: pbx.company,
      seats: seatsOf(items),
      firstExtension: tenant.firstExtension,
      features: featuresOf(items.filter(isPbxProduct)),
      callingCode: number.callingCode,
      callerId: fixedNumber(pbx),
      timeZone: admin.timeZone,
      language: admin.language,
      admin: { username: admin.username, name: contact.name, email: admin.email, group: admin.group },
    },
  }
}

/** Where the tenant comes after the number, the number is known by then; before, it is the one that was chosen. */
function fixedNumber({ registration, number }: PbxDetails): PlanInput {
  return registration ? fromResult(pbxKeys.awaitActive, 'number') : number.number
}

/** `round` counts how often the purchase was started over; each has a reference of its own (R195). */
function numberStep({ number }: PbxDetails, needs: StepKey[]): Step {
  return {
    key: pbxKeys.orderNumber,
    action: pbxKeys.orderNumber,
    needs,
    input: {
      providerId: number.providerId,
      offerId: number.offerId,
      planId: number.planId,
      number: number.number,
      holdRef: number.holdId ? numberHoldRef(number.holdId) : null,
      round: 1,
    },
  }
}

function verificationStep({ number }: PbxDetails): Step {
  return {
    key: pbxKeys.requestVerification,
    action: pbxKeys.requestVerification,
    needs: [pbxKeys.orderNumber, pbxKeys.validate],
    input: {
      providerId: number.providerId,
      addressId: fromResult(pbxKeys.createAddress, 'addressId'),
      orderId: fromResult(pbxKeys.orderNumber, 'orderId'),
      round: 1,
    },
  }
}

function activeStep({ number }: PbxDetails, needs: StepKey[], verificationId: PlanInput = null): Step {
  return {
    key: pbxKeys.awaitActive,
    action: pbxKeys.awaitActive,
    needs,
    input: {
      providerId: number.providerId,
      orderId: fromResult(pbxKeys.orderNumber, 'orderId'),
      number: fromResult(pbxKeys.orderNumber, 'number'),
      verificationId,
      round: 1,
    },
  }
}

/** Number and tenant find each other: routed to the trunk, ringing at the first extension, gateway registered. */
function connectSteps(pbx: PbxDetails): Step[] {
  const { number, tenant, company } = pbx
  const tenantId = fromResult(pbxKeys.createTenant, 'tenantId')
  return [
    {
      key: pbxKeys.routeNumber,
      action: pbxKeys.routeNumber,
      needs: [pbxKeys.awaitActive, pbxKeys.createTenant],
      input: {
        providerId: number.providerId,
        orderRef: fromResult(pbxKeys.orderNumber, 'ref'),
        trunkId: fromResult(pbxKeys.ensureTrunk, 'trunk.trunkId'),
      },
    },
    {
      key: pbxKeys.assignNumber,
      action: pbxKeys.assignNumber,
      needs: [pbxKeys.awaitActive, pbxKeys.createTenant],
      input: {
        tenantId,
        number: fromResult(pbxKeys.awaitActive, 'number'),
        callingCode: number.callingCode,
        extension: String(tenant.firstExtension),
        description: company,
        callerId: fixedNumber(pbx),
      },
    },
    {
      key: pbxKeys.syncGateways,
      action: pbxKeys.syncGateways,
      needs: [pbxKeys.routeNumber, pbxKeys.assignNumber],
      input: { tenantId },
    },
  ]
}

/** The mail with the one-time link by which the admin's password is set (X27). */
export function welcomeStep({ tenant, contact, admin, company }: PbxDetails, needs: StepKey[]): Step {
  return {
    key: 'mail.send:pbx-welcome',
    action: 'voice.send-welcome',
    needs,
    input: {
      tenantId: fromResult(pbxKeys.createTenant, 'tenantId'),
      loginUrl: fromResult(pbxKeys.createTenant, 'loginUrl'),
      number: fromResult(pbxKeys.awaitActive, 'number'),
      domain: tenant.domain,
      username: admin.username,
      company,
      to: { name: contact.name, email: admin.email },
    },
  }
}
