import type { FieldProfile } from '../field-profiles.ts'
import { choice, day, flag, longText, lookup, number, objectSchema, text } from './schema.ts'

const readOnly = { create: false, read: true, update: false }

/** Product2 with the fields of one document. */
export const product = (profile: FieldProfile) =>
  objectSchema(
    'Product2',
    '01t',
    {
      Name: text(255, { required: true }),
      StockKeepingUnit: text(180),
      Description: longText(4_000),
      IsActive: flag(),
      Product2Categories1__c: choice(['Internet', 'SIM', 'VPN', 'PBX', 'Other']),
      Portal_Description__c: longText(),
      Portal_Feature_Bullets__c: longText(),
      Portal_Hero_Image_URL__c: { type: 'url', length: 255 },
      Portal_Tags__c: text(255),
      Portal_Sort_Order__c: number,
      Portal_Catalog__c: flag(),
      Portal_Valid_From__c: day,
      Portal_Valid_Until__c: day,
      Portal_Max_Quantity__c: { ...number, default: 1 },
      Portal_Requires_Payment_Method__c: flag(true),
      Portal_ConfigOptions_JSON__c: longText(),
      Portal_Eligibility_Dwelling__c: choice(['Home', 'Apartment', 'Any']),
      Portal_Eligibility_Tier__c: choice(['1G', '100Mb', 'Any']),
      Portal_Eligibility_Region__c: text(255),
      WHMCS_Notes_Template__c: longText(),
      eSIM_Settings_JSON__c: longText(),
      PBX_Settings_JSON__c: longText(),
      Provisioning_Flow__c: text(40),
      // The two documents disagree about the cycle field, the class field and the type of the product id (X03, X12).
      ...(profile === 'webhook-v1'
        ? { Portal_Billing_Cycle__c: choice(['Monthly', 'Onetime']), WHMCS_Product_Id__c: number }
        : {
            Billing_Cycle__c: choice(['Monthly', 'Annually', 'One-time']),
            Item_Class__c: choice(['Service', 'Activation', 'Add-on']),
            WHMCS_Product_Id__c: text(40),
          }),
    },
    { may: readOnly },
  )

export const pricebook = objectSchema(
  'Pricebook2',
  '01s',
  { Name: text(255, { required: true }), IsActive: flag(), IsStandard: { type: 'boolean', system: true } },
  { may: readOnly },
)

export const pricebookEntry = objectSchema(
  'PricebookEntry',
  '01u',
  {
    Pricebook2Id: lookup('Pricebook2', { required: true, fixed: true }),
    Product2Id: lookup('Product2', { required: true, fixed: true }),
    UnitPrice: { type: 'currency', required: true },
    IsActive: flag(),
  },
  { may: readOnly },
)
