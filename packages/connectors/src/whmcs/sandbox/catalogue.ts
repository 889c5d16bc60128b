import { type DemoProduct, demoProducts } from '../../sandbox-kit/index.ts'

export interface SandboxProduct {
  pid: number
  name: string
  groupId: number
  groupName: string
  payType: 'recurring' | 'onetime'
  /** 0: no; 2: one service with a quantity. */
  allowQuantity: 0 | 2
  /** Cents; absent: the cycle is switched off. One-time products keep their price in `monthly`, as in WHMCS. */
  prices: { monthly?: number; annually?: number }
  customFields: { id: number; name: string }[]
  options: {
    id: number
    name: string
    kind: 'dropdown' | 'yesno' | 'quantity'
    values: { id: number; name: string; monthlyMinor: number }[]
  }[]
}

/** Products that are one service with a quantity; a SIM, on the other hand, is a service of its own. */
const countedProducts = new Set(['301'])

const simFields = ['ICCID', 'EID', 'MSISDN', 'Activation reference']

function groupOf({ billingGroup, category }: DemoProduct): string {
  return billingGroup ?? category
}

/** The products of the demo provider as they stand in its WHMCS; the ids are those that the CRM maps to. */
export function demoCatalogue(): Map<number, SandboxProduct> {
  const catalogue = new Map<number, SandboxProduct>()
  const groups = [...new Set(demoProducts.map(groupOf))]
  for (const product of demoProducts) {
    if (!product.billingProductId || catalogue.has(Number(product.billingProductId))) continue
    const pid = Number(product.billingProductId)
    const minor = Math.round(Number(product.price) * 100)
    const fieldNames = [
      'Turnup reference',
      'Salesforce order',
      ...(product.category === 'SIM' ? simFields : []),
    ]
    catalogue.set(pid, {
      pid,
      name: product.name,
      groupId: groups.indexOf(groupOf(product)) + 1,
      groupName: groupOf(product),
      payType: product.billingCycle === 'One-time' ? 'onetime' : 'recurring',
      allowQuantity: countedProducts.has(product.billingProductId) ? 2 : 0,
      prices: product.billingCycle === 'Annually' ? { annually: minor } : { monthly: minor },
      customFields: fieldNames.map((name, index) => ({ id: pid * 10 + index, name })),
      options: (product.configOptions ?? [])
        // Free text is a custom field in WHMCS, not an option.
        .filter((option) => /^\d+$/.test(option.key))
        .map((option) => ({
          id: Number(option.key),
          name: option.label,
          kind: 'dropdown' as const,
          values: option.values.map((value) => ({
            id: Number(value.value),
            name: value.label,
            monthlyMinor: 0,
          })),
        })),
    })
  }
  return catalogue
}
