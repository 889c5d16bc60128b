import type { OrderItem } from '../order/order.ts'
import type { PbxSettings } from '../voice/pbx-product.ts'
import type { Explanation } from './plan.ts'
import type { FlowName } from './plan-request.ts'

const flowByName: Record<string, FlowName> = {
  internet: 'internet',
  sim: 'sim',
  esim: 'esim',
  vpn: 'vpn',
  pbx: 'pbx',
  number: 'number',
  'pbx-feature': 'pbx-feature',
  billing: 'billing-only',
  'billing-only': 'billing-only',
}

const flowByCategory: Record<Exclude<OrderItem['category'], 'pbx'>, FlowName> = {
  internet: 'internet',
  sim: 'sim',
  esim: 'esim',
  vpn: 'vpn',
  other: 'billing-only',
}

const flowByPbxKind: Record<PbxSettings['kind'], FlowName> = {
  seats: 'pbx',
  number: 'number',
  feature: 'pbx-feature',
}

function flowOf({ category, pbxSettings }: OrderItem): FlowName {
  if (category !== 'pbx') return flowByCategory[category]
  return pbxSettings ? flowByPbxKind[pbxSettings.kind] : 'billing-only'
}

export type FlowChoice = { flow: FlowName; explanation: Explanation } | { unknownFlow: string }

/**
 * The plan template of one line: activation, installation and add-on lines are billed and nothing else; for a service
 * the product's Provisioning_Flow__c decides, and without one its category (X13, X20).
 */
export function chooseFlow(item: OrderItem): FlowChoice {
  const subject = `line ${item.id} (${item.sku})`
  if (item.itemClass !== 'service') {
    return {
      flow: 'billing-only',
      explanation: { subject, decision: 'billing only', because: `its class is ${item.itemClass}` },
    }
  }
  if (item.provisioningFlow) {
    const flow = flowByName[item.provisioningFlow.trim().toLowerCase()]
    if (!flow) return { unknownFlow: item.provisioningFlow }
    return {
      flow,
      explanation: {
        subject,
        decision: `flow ${flow}`,
        because: `the product's provisioning flow is ${item.provisioningFlow}`,
      },
    }
  }
  const flow = flowOf(item)
  return {
    flow,
    explanation: {
      subject,
      decision: `flow ${flow}`,
      because: `the product names no flow and its category is ${item.category}`,
    },
  }
}
