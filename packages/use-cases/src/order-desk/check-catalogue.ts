import type { ConsoleCatalogueBody, ConsoleProductBody } from '@turnup/contracts'
import {
  accept,
  type BillingProduct,
  chooseFlow,
  decimalFromMoney,
  hasIccidField,
  iccidFieldName,
  type Money,
  type Outcome,
  type ProductOffering,
  ProviderError,
} from '@turnup/domain'
import { bySortOrder } from '../catalogue/catalogue-item.ts'
import type { Context } from '../context.ts'
import { asOperator } from '../operators/as-operator.ts'
import { orOutsideTrouble } from './outside-trouble.ts'

type Finding = { flag: ConsoleProductBody['flags'][number]; says: string }

/** Every product as the CRM has it now, with what stands in the way of fulfilling it (R064 to R066, X44). */
export async function checkCatalogue(ctx: Context): Promise<Outcome<ConsoleCatalogueBody>> {
  const asked = await asOperator(ctx, 'viewer')
  if (!asked.ok) return asked
  return orOutsideTrouble(ctx, async () => {
    const [offerings, billing] = await Promise.all([ctx.ports.crm.readCatalogue(), billingProducts(ctx)])
    const items = [...offerings].sort(bySortOrder).map((offering) => productBody(offering, billing))
    const flagged = items.filter((item) => item.flags.length > 0).length
    return accept({ items, billingRead: billing !== undefined, flagged })
  })
}

/** Read now and not from a shelf: whoever looks here has just mended something. */
async function billingProducts(ctx: Context): Promise<Map<string, BillingProduct> | undefined> {
  try {
    const products = await ctx.ports.billing.listProducts()
    return new Map(products.map((product) => [product.billingProductId, product]))
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    ctx.log.warn({ correlationId: ctx.correlationId, code: error.code }, 'Billing products cannot be read.')
    return undefined
  }
}

function productBody(
  offering: ProductOffering,
  products: Map<string, BillingProduct> | undefined,
): ConsoleProductBody {
  const product = products?.get(offering.billingProductId ?? '')
  const flow = chooseFlow(itemOf(offering))
  const findings = [
    ...flowFindings(offering, flow),
    ...mappingFindings(offering, products),
    ...(product ? billingFindings(offering, product) : []),
    ...(product ? fieldFindings(flow, product) : []),
  ]
  return {
    productId: offering.productId,
    sku: offering.sku,
    name: offering.name,
    category: offering.category,
    itemClass: offering.itemClass,
    billingCycle: offering.billingCycle,
    price: offering.unitPrice,
    sellable: offering.sellable,
    validFrom: offering.validFrom,
    validUntil: offering.validUntil,
    eligibility: offering.eligibility,
    requiresPaymentMethod: offering.requiresPaymentMethod,
    maxQuantity: offering.maxQuantity,
    billingProductId: offering.billingProductId,
    billingProductName: product?.name,
    billingPrice: product?.prices[offering.billingCycle],
    flow: 'flow' in flow ? flow.flow : undefined,
    flags: findings.map(({ flag }) => flag),
    findings: findings.map(({ says }) => says),
  }
}

/** The product as the planner would see it in an order line. */
function itemOf(offering: ProductOffering) {
  return { ...offering, id: '1', quantity: 1, configOptions: {} }
}

function flowFindings(offering: ProductOffering, flow: ReturnType<typeof chooseFlow>): Finding[] {
  if ('unknownFlow' in flow) {
    const says = `The provisioning flow "${flow.unknownFlow}" does not exist. Use internet, sim, esim, vpn or billing-only.`
    return [{ flag: 'flow-unknown', says }]
  }
  if (flow.flow === 'esim' && !offering.esimSettings?.profileType) {
    const says = 'An eSIM needs a profile type: put {"profileType": "..."} into eSIM_Settings_JSON__c.'
    return [{ flag: 'profile-type-missing', says }]
  }
  return []
}

function mappingFindings(
  { billingProductId }: ProductOffering,
  products: Map<string, BillingProduct> | undefined,
): Finding[] {
  if (!billingProductId) {
    const says = 'No billing product is named. Fill WHMCS_Product_Id__c on the product.'
    return [{ flag: 'mapping-missing', says }]
  }
  if (!products || products.has(billingProductId)) return []
  const says = `The billing system has no product ${billingProductId}. Correct WHMCS_Product_Id__c on the product.`
  return [{ flag: 'mapping-unknown', says }]
}

function billingFindings(offering: ProductOffering, product: BillingProduct): Finding[] {
  const findings: Finding[] = []
  const theirs = product.prices[offering.billingCycle]
  if (!theirs) {
    const says = `The billing system does not sell ${product.name} ${offering.billingCycle}. Switch the cycle on there, or change it on the product.`
    findings.push({ flag: 'price-missing', says })
  } else if (!isSame(theirs, offering.unitPrice)) {
    const says = `The CRM says ${inWords(offering.unitPrice)}, the billing system ${inWords(theirs)}. The setting for price differences decides.`
    findings.push({ flag: 'price-differs', says })
  }
  // By id or name, and free text as a field of the product: what the billing connector takes.
  const names = [...product.configOptions, ...product.customFields].flatMap(({ id, name }) => [id, name])
  const known = new Set(names.map((name) => name.toLowerCase()))
  const strangers = offering.configOptions
    .map(({ key }) => key)
    .filter((key) => !known.has(key.toLowerCase()) && !/^(iccid|eid)$/i.test(key))
  if (strangers.length > 0) {
    const says = `The billing system does not know the options ${strangers.join(', ')} of ${product.name}. Correct Portal_ConfigOptions_JSON__c.`
    findings.push({ flag: 'option-unknown', says })
  }
  return findings
}

/** Said before an order needs it: a SIM's masked number has to have a place in billing (R114). */
function fieldFindings(flow: ReturnType<typeof chooseFlow>, product: BillingProduct): Finding[] {
  const isSim = 'flow' in flow && (flow.flow === 'esim' || flow.flow === 'sim')
  if (!isSim || hasIccidField(product)) return []
  const says = `${product.name} has no field "${iccidFieldName}" for the masked number of its SIM. Add it to the product in the billing system.`
  return [{ flag: 'iccid-field-missing', says }]
}

function isSame(a: Money, b: Money): boolean {
  return a.amountMinor === b.amountMinor && a.currency === b.currency
}

function inWords(money: Money): string {
  return `${decimalFromMoney(money)} ${money.currency}`
}
