import type { Money } from '../money.ts'
import type { Policy } from '../policy.ts'
import { mailStep } from './mail-step.ts'
import type { Plan, PlanInput, Step } from './plan.ts'
import { planVersion } from './plan-for.ts'
import { activationCodeSecret, iccidSecret } from './unit-steps.ts'

/** A new eSIM profile on a line that exists (R111, R114). */
export interface EsimReissue {
  kind: 'esim-reissue'
  billingClientId: string
  billingServiceId: string
  /** The product's name, for the customer's mail. */
  planName: string
  /** The ref under which the line was activated. */
  lineRef: string
  /** The CRM order by which the line came to be; goes into the service's notes (R114). */
  crmOrderId?: string
  profileType: string
  reason?: string
}

/** More data or credit on a line, charged through billing (R112, R115). */
export interface TopUp {
  kind: 'top-up'
  billingClientId: string
  billingServiceId: string
  /** The product's name, for the customer's mail. */
  planName: string
  lineRef: string
  /** As for a reissue (R115). */
  crmOrderId?: string
  packageCode?: string
  price: Money
  description: string
}

const unitId = '1.1'

function fromResult(step: string, path: string): PlanInput {
  return { $result: step, path }
}

export function planForServiceAction(action: EsimReissue | TopUp, policy: Policy): Plan {
  const steps = action.kind === 'esim-reissue' ? reissueSteps(action, policy) : topUpSteps(action)
  return { version: planVersion, steps, explanation: [], warnings: [] }
}

function reissueSteps(action: EsimReissue, policy: Policy): Step[] {
  const secrets = { iccidSecret: iccidSecret(unitId) }
  return [
    {
      key: `esim.download-order:${unitId}`,
      action: 'esim.download-order',
      needs: [],
      input: { ...secrets, profileType: action.profileType, allocation: policy.esimAllocation },
    },
    {
      key: `esim.confirm-order:${unitId}`,
      action: 'esim.confirm-order',
      needs: [`esim.download-order:${unitId}`],
      input: { ...secrets, activationCodeSecret: activationCodeSecret(unitId) },
    },
    {
      key: 'line.replace-profile',
      action: 'line.replace-profile',
      needs: [`esim.confirm-order:${unitId}`],
      pointOfNoReturn: true,
      input: { ...secrets, lineRef: action.lineRef },
    },
    {
      key: 'billing.describe-services',
      action: 'billing.describe-services',
      needs: ['line.replace-profile'],
      input: {
        clientId: action.billingClientId,
        services: [
          {
            serviceId: action.billingServiceId,
            maskedIccid: fromResult('line.replace-profile', 'maskedIccid'),
          },
        ],
        ...(action.reason ? { reason: action.reason } : {}),
        ...(action.crmOrderId ? { crmOrderId: action.crmOrderId } : {}),
      },
    },
    mailStep('esim-reissued', ['billing.describe-services'], {
      planName: action.planName,
      maskedIccid: fromResult('line.replace-profile', 'maskedIccid'),
    }),
  ]
}

/** The charge comes first and the top-up second: a top-up cannot be taken back, a charge can be cancelled. */
function topUpSteps(action: TopUp): Step[] {
  return [
    {
      key: 'billing.create-charge',
      action: 'billing.create-charge',
      needs: [],
      input: {
        clientId: action.billingClientId,
        description: action.description,
        amount: { ...action.price },
      },
    },
    {
      key: 'billing.capture-payment',
      action: 'billing.capture-payment',
      needs: ['billing.create-charge'],
      pointOfNoReturn: true,
      input: {
        clientId: action.billingClientId,
        invoiceId: fromResult('billing.create-charge', 'invoiceId'),
      },
    },
    {
      key: 'line.top-up',
      action: 'line.top-up',
      needs: ['billing.capture-payment'],
      input: {
        lineRef: action.lineRef,
        packageCode: action.packageCode ?? null,
        amount: { ...action.price },
      },
    },
    {
      key: 'billing.describe-services',
      action: 'billing.describe-services',
      needs: ['line.top-up'],
      input: {
        clientId: action.billingClientId,
        services: [{ serviceId: action.billingServiceId, maskedIccid: null }],
        reason: action.description,
        ...(action.crmOrderId ? { crmOrderId: action.crmOrderId } : {}),
      },
    },
    mailStep('top-up-confirmed', ['line.top-up'], {
      planName: action.planName,
      packageName: action.description,
      amount: { ...action.price },
      invoiceNumber: fromResult('billing.create-charge', 'invoiceId'),
    }),
  ]
}
