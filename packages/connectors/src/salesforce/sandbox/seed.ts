import {
  type DemoAccount,
  type DemoProduct,
  demoAccounts,
  demoProducts,
  demoSpareAccounts,
} from '../../sandbox-kit/index.ts'
import type { FieldProfile } from '../field-profiles.ts'
import type { Dml } from './dml.ts'

/** The pricebook that the portal sells from. */
export const portalPricebook = 'Portal'

/** Puts the demo provider's accounts, products and prices into an empty org. */
export function seedOrg(dml: Dml, profile: FieldProfile, flows: string[]): void {
  for (const account of [...demoAccounts, ...demoSpareAccounts]) seedAccount(dml, account)
  dml.insert('Pricebook2', { Name: 'Standard Price Book', IsActive: true })
  const pricebook = dml.insert('Pricebook2', { Name: portalPricebook, IsActive: true })
  for (const [index, product] of demoProducts.entries()) seedProduct(dml, product, index, pricebook, profile)
  for (const name of flows) {
    dml.insert('FlowDefinitionView', {
      ApiName: name,
      Label: name.replaceAll('_', ' '),
      TriggerType: name.includes('Mark') ? 'RecordBeforeSave' : 'RecordAfterSave',
      RecordTriggerType: 'Update',
      TriggerObjectOrEventLabel: 'Order',
      IsActive: true,
    })
  }
}

function seedAccount(dml: Dml, { customerNumber, name, email, dwelling, tier }: DemoAccount): void {
  const accountId = dml.insert('Account', {
    Name: name,
    SF_Account_No__c: customerNumber,
    ...(dwelling ? { Dwelling_Type__c: dwelling } : {}),
    ...(tier ? { Internet_Tier__c: tier } : {}),
    // The same facts once more, as the text of a check that customer service has made (X11).
    ...(dwelling && tier
      ? { Internet_Eligibility__c: `${dwelling} ${tier}`, Internet_Eligibility_Status__c: 'Checked' }
      : {}),
  })
  const [first = '', ...rest] = name.split(' ')
  dml.insert('Contact', {
    AccountId: accountId,
    FirstName: first,
    LastName: rest.join(' ') || first,
    Email: email,
  })
}

function seedProduct(
  dml: Dml,
  product: DemoProduct,
  index: number,
  pricebook: string,
  profile: FieldProfile,
): void {
  const { billingProductId } = product
  const productId = dml.insert('Product2', {
    Name: product.name,
    StockKeepingUnit: product.sku,
    IsActive: true,
    Product2Categories1__c: product.category,
    Portal_Description__c: product.description,
    Portal_Feature_Bullets__c: product.bullets.join('\n'),
    Portal_Sort_Order__c: (index + 1) * 10,
    Portal_Catalog__c: true,
    Portal_Max_Quantity__c: product.maxQuantity,
    Portal_Eligibility_Dwelling__c: product.dwelling ?? 'Any',
    Portal_Eligibility_Tier__c: product.tier ?? 'Any',
    ...(product.validUntil ? { Portal_Valid_Until__c: product.validUntil } : {}),
    ...(product.flow ? { Provisioning_Flow__c: product.flow } : {}),
    ...(product.esimProfileType
      ? { eSIM_Settings_JSON__c: JSON.stringify({ profileType: product.esimProfileType }) }
      : {}),
    ...(product.pbxSettings ? { PBX_Settings_JSON__c: JSON.stringify(product.pbxSettings) } : {}),
    ...(product.configOptions ? { Portal_ConfigOptions_JSON__c: JSON.stringify(product.configOptions) } : {}),
    ...(profile === 'webhook-v1'
      ? {
          Portal_Billing_Cycle__c: product.billingCycle === 'One-time' ? 'Onetime' : 'Monthly',
          WHMCS_Product_Id__c: billingProductId ? Number(billingProductId) : null,
        }
      : {
          Billing_Cycle__c: product.billingCycle,
          Item_Class__c: product.itemClass,
          WHMCS_Product_Id__c: billingProductId ?? null,
        }),
  })
  dml.insert('PricebookEntry', {
    Pricebook2Id: pricebook,
    Product2Id: productId,
    UnitPrice: Number(product.price),
    IsActive: true,
  })
}
