import type { OrderItem } from '../order/order.ts'
import type { Explanation } from './plan.ts'
import type { FlowName } from './plan-request.ts'

const flowByName: Record<string, FlowName> = {
  internet: 'internet',
  sim: 'sim',
  esim: 'esim',
  vpn: 'vpn',
  billing: 'billing-only',
  'billing-only': 'billing-only',
}

const flowByCategory: Record<OrderItem['category'], FlowName> = {
  internet: 'internet',
  sim: 'sim',
  esim: 'esim',
  vpn: 'vpn',
  pbx: 'billing-only',
  other: 'billing-only',
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
  const flow = flowByCategory[item.category]
  return {
    flow,
    explanation: {
      subject,
      decision: `flow ${flow}`,
      because: `the product names no flow and its category is ${item.category}`,
    },
  }
}
