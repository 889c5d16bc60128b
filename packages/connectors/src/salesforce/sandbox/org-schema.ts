import type { FieldProfile } from '../field-profiles.ts'
import { pricebook, pricebookEntry, product } from './catalogue-schema.ts'
import { provisionEventFields } from './event-schema.ts'
import {
  choice,
  day,
  type FieldSchema,
  flag,
  longText,
  lookup,
  moment,
  number,
  type ObjectSchema,
  type OrgSchema,
  objectSchema,
  reference,
  text,
} from './schema.ts'

export interface OrgOptions {
  profile: FieldProfile
  billingOrderIdType: 'number' | 'text'
  mayPublishEvents: boolean
}

const idField = (type: 'number' | 'text') => (type === 'number' ? number : text(40))

/** Order's own fields as document 1 names them (R116). */
const webhookOrderFields = (options: OrgOptions): Record<string, FieldSchema> => ({
  Provisioning_Status__c: choice(['Pending Review', 'Approved', 'Activating', 'Provisioned', 'Failed']),
  Provisioning_Error_Code__c: text(40),
  Provisioning_Error_Message__c: text(255),
  WHMCS_Order_ID__c: idField(options.billingOrderIdType),
  ESIM_ICCID__c: text(40),
  Last_Provisioning_At__c: moment,
  Attempt_Count__c: number,
})

/** Order's own fields as document 2 names them (R117). */
const eventOrderFields = (options: OrgOptions): Record<string, FieldSchema> => ({
  Activation_Status__c: choice(['Pending Review', 'Activating', 'Provisioned', 'Failed']),
  Activation_Error__c: text(255),
  Activation_Error_DateTime__c: moment,
  WHMCS_Order_Id__c: idField(options.billingOrderIdType),
})

const account = objectSchema(
  'Account',
  '001',
  {
    Name: text(255, { required: true }),
    Phone: { type: 'phone', length: 40 },
    SF_Account_No__c: text(40, { unique: true, externalId: true }),
    WH_Account__c: text(40),
    Dwelling_Type__c: choice(['Home', 'Apartment']),
    Internet_Tier__c: choice(['1G', '100Mb']),
    Internet_Eligibility__c: text(255),
    Internet_Eligibility_Status__c: choice(['Pending', 'Checked']),
    Internet_Eligibility_Request_Date_Time__c: moment,
    Internet_Eligibility_Checked_Date_Time__c: moment,
    Internet_Eligibility_Notes__c: longText(),
    Internet_Eligibility_Case_Id__c: text(18),
    Id_Verification_Status__c: choice(['Pending', 'Verified', 'Rejected']),
    Id_Verification_Submitted_Date_Time__c: moment,
    Id_Verification_Verified_Date_Time__c: moment,
    Id_Verification_Note__c: longText(),
    Id_Verification_Rejection_Message__c: text(255),
    Portal_Status__c: choice(['Active', 'Inactive']),
    Portal_Registration_Source__c: choice(['Legacy', 'Portal Signup', 'Portal Checkout']),
  },
  {
    children: {
      Contacts: { object: 'Contact', field: 'AccountId' },
      Orders: { object: 'Order', field: 'AccountId' },
      Cases: { object: 'Case', field: 'AccountId' },
      Opportunities: { object: 'Opportunity', field: 'AccountId' },
    },
  },
)

const contact = objectSchema('Contact', '003', {
  AccountId: lookup('Account'),
  FirstName: text(40),
  LastName: text(80, { required: true }),
  Email: { type: 'email', length: 80 },
  Phone: { type: 'phone', length: 40 },
})

const opportunity = objectSchema('Opportunity', '006', {
  AccountId: lookup('Account'),
  Name: text(120, { required: true }),
  StageName: choice(
    ['Introduction', 'Ready', 'Post Processing', 'Active', '△Cancelling', '△Cancelled', 'Void'],
    { required: true },
  ),
  CloseDate: { ...day, required: true },
  Portal_Reference__c: reference,
  CommodityType__c: choice([
    'Personal SonixNet Home Internet',
    'Corporate SonixNet Home Internet',
    'SIM',
    'VPN',
  ]),
  Application_Stage__c: choice(['New', 'In Review', 'Done']),
  CancellationNotice__c: choice(['None', 'Received', 'Confirmed']),
  ScheduledCancellationDateAndTime__c: moment,
  LineReturn__c: choice(['Not Required', 'Pending', 'Returned']),
  Portal_Source__c: choice([
    'Portal - Internet Eligibility Request',
    'Portal - Order Placement',
    'Sales - Manual',
  ]),
  WHMCS_Service_ID__c: number,
})

const supportCase = objectSchema('Case', '500', {
  CaseNumber: text(30, { system: true }),
  AccountId: lookup('Account'),
  Opportunity__c: lookup('Opportunity'),
  Subject: text(255),
  Description: longText(32_000),
  Type: choice(['Eligibility Check', 'ID Verification', 'Cancellation Request', 'General Inquiry']),
  Status: choice(['New', 'Working', 'Escalated', 'Closed'], { default: 'New' }),
  Origin: choice(['Phone', 'Email', 'Web']),
  Portal_Reference__c: reference,
})

const order = (options: OrgOptions) =>
  objectSchema(
    'Order',
    '801',
    {
      OrderNumber: text(30, { system: true }),
      AccountId: lookup('Account', { required: true }),
      OpportunityId: lookup('Opportunity'),
      Pricebook2Id: lookup('Pricebook2'),
      EffectiveDate: { ...day, required: true },
      Status: choice(['Draft', 'Pending Review', 'Approved', 'Activated', 'Cancelled'], { required: true }),
      Description: longText(32_000),
      Portal_Reference__c: reference,
      Promo_Code__c: text(80),
      ...(options.profile === 'webhook-v1' ? webhookOrderFields(options) : eventOrderFields(options)),
    },
    { children: { OrderItems: { object: 'OrderItem', field: 'OrderId' } } },
  )

const orderItem = objectSchema('OrderItem', '802', {
  OrderId: lookup('Order', { required: true, fixed: true }),
  Product2Id: lookup('Product2', { fixed: true }),
  PricebookEntryId: lookup('PricebookEntry', { required: true, fixed: true }),
  Quantity: { ...number, required: true },
  UnitPrice: { type: 'currency', required: true },
  ConfigOptions_JSON__c: longText(),
  WHMCS_Service_ID__c: text(255),
})

const flowView = objectSchema(
  'FlowDefinitionView',
  '3dd',
  {
    ApiName: text(),
    Label: text(),
    TriggerType: text(),
    RecordTriggerType: text(),
    TriggerObjectOrEventLabel: text(),
    IsActive: flag(),
  },
  { may: { create: false, read: true, update: false } },
)

const provisionEvent = (options: OrgOptions) =>
  objectSchema(
    'OrderProvisionRequested__e',
    'e00',
    Object.fromEntries(
      provisionEventFields.map(({ name, type, required, maxLength }) => [
        name,
        {
          ...(type === 'string' ? text(maxLength) : number),
          ...(required ? { required: true as const } : {}),
        },
      ]),
    ),
    { event: true, may: { create: options.mayPublishEvents, read: true, update: false } },
  )

/** The objects of the provider's org with the fields of one document's profile. */
export function orgSchema(options: OrgOptions): OrgSchema {
  const objects: ObjectSchema[] = [
    ...[account, contact, opportunity, supportCase, order(options), orderItem, product(options.profile)],
    ...[pricebook, pricebookEntry, flowView, provisionEvent(options)],
  ]
  return new Map(objects.map((object) => [object.name.toLowerCase(), object]))
}
