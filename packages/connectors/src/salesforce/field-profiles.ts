import type { FieldMap } from './field-map.ts'

export type FieldProfile = 'webhook-v1' | 'event-v2'

const product: FieldMap['product'] = {
  category: 'Product2Categories1__c',
  description: 'Portal_Description__c',
  featureBullets: 'Portal_Feature_Bullets__c',
  heroImageUrl: 'Portal_Hero_Image_URL__c',
  tags: 'Portal_Tags__c',
  sortOrder: 'Portal_Sort_Order__c',
  sellable: 'Portal_Catalog__c',
  validFrom: 'Portal_Valid_From__c',
  validUntil: 'Portal_Valid_Until__c',
  maxQuantity: 'Portal_Max_Quantity__c',
  requiresPaymentMethod: 'Portal_Requires_Payment_Method__c',
  configOptions: 'Portal_ConfigOptions_JSON__c',
  eligibilityDwelling: 'Portal_Eligibility_Dwelling__c',
  eligibilityTier: 'Portal_Eligibility_Tier__c',
  eligibilityRegion: 'Portal_Eligibility_Region__c',
  billingProductId: 'WHMCS_Product_Id__c',
  notesTemplate: 'WHMCS_Notes_Template__c',
  esimSettings: 'eSIM_Settings_JSON__c',
  pbxSettings: 'PBX_Settings_JSON__c',
  provisioningFlow: 'Provisioning_Flow__c',
  billingCycles: ['Billing_Cycle__c', 'Portal_Billing_Cycle__c'],
  itemClasses: ['Item_Class__c'],
}

const sharedWords: Omit<FieldMap['words'], 'orderStatus' | 'standardStatus'> = {
  stage: {
    introduction: 'Introduction',
    ready: 'Ready',
    'post-processing': 'Post Processing',
    active: 'Active',
    cancelling: '△Cancelling',
    cancelled: '△Cancelled',
    void: 'Void',
  },
  commodityType: {
    'personal-internet': 'Personal SonixNet Home Internet',
    'corporate-internet': 'Corporate SonixNet Home Internet',
    sim: 'SIM',
    vpn: 'VPN',
  },
  portalSource: {
    'eligibility-request': 'Portal - Internet Eligibility Request',
    'order-placement': 'Portal - Order Placement',
    'sales-manual': 'Sales - Manual',
  },
  caseType: {
    'Eligibility Check': 'Eligibility Check',
    'ID Verification': 'ID Verification',
    'Cancellation Request': 'Cancellation Request',
    'General Inquiry': 'General Inquiry',
  },
}

const opportunity: FieldMap['opportunity'] = {
  reference: 'Portal_Reference__c',
  // The document writes "CommodityType"; a custom field cannot be called so, its API name ends in __c.
  commodityType: 'CommodityType__c',
  source: 'Portal_Source__c',
  billingServiceId: 'WHMCS_Service_ID__c',
  billingServiceIdType: 'number',
  scheduledCancellationAt: 'ScheduledCancellationDateAndTime__c',
}

/** Document 1: status, error code and message, and the webhook; the account is only read (R017, R116). */
const webhookV1: FieldMap = {
  account: {
    customerNumber: 'SF_Account_No__c',
    billingClientId: null,
    email: null,
    portalStatus: null,
    registrationSource: null,
    dwelling: 'Dwelling_Type__c',
    tier: 'Internet_Tier__c',
    region: null,
    eligibilityResult: null,
    eligibilityStatus: null,
    eligibilityRequestedAt: null,
    eligibilityCheckedAt: null,
    eligibilityNotes: null,
    eligibilityCaseId: null,
    idStatus: null,
    idSubmittedAt: null,
    idVerifiedAt: null,
    idRejectionMessage: null,
  },
  order: {
    status: 'Provisioning_Status__c',
    reference: 'Portal_Reference__c',
    errorCode: 'Provisioning_Error_Code__c',
    errorMessage: 'Provisioning_Error_Message__c',
    errorTemplate: '{message}',
    errorAt: null,
    billingOrderId: 'WHMCS_Order_ID__c',
    billingOrderIdType: 'number',
    maskedIccid: 'ESIM_ICCID__c',
    lastProvisioningAt: 'Last_Provisioning_At__c',
    attemptCount: 'Attempt_Count__c',
    promoCode: 'Promo_Code__c',
  },
  orderItem: { configOptions: 'ConfigOptions_JSON__c', billingServiceId: 'WHMCS_Service_ID__c' },
  case: { reference: 'Portal_Reference__c', opportunity: 'Opportunity__c' },
  opportunity,
  product,
  words: {
    ...sharedWords,
    orderStatus: {
      'pending-review': 'Pending Review',
      approved: 'Approved',
      activating: 'Activating',
      provisioned: 'Provisioned',
      failed: 'Failed',
    },
    standardStatus: { 'pending-review': 'Pending Review', cancelled: 'Cancelled' },
  },
}

/** Document 2: one error field with a time, approval in the standard status, and the platform event (R117). */
const eventV2: FieldMap = {
  account: {
    customerNumber: 'SF_Account_No__c',
    billingClientId: 'WH_Account__c',
    email: null,
    portalStatus: 'Portal_Status__c',
    registrationSource: 'Portal_Registration_Source__c',
    dwelling: null,
    tier: null,
    region: null,
    eligibilityResult: 'Internet_Eligibility__c',
    eligibilityStatus: 'Internet_Eligibility_Status__c',
    eligibilityRequestedAt: 'Internet_Eligibility_Request_Date_Time__c',
    eligibilityCheckedAt: 'Internet_Eligibility_Checked_Date_Time__c',
    eligibilityNotes: 'Internet_Eligibility_Notes__c',
    eligibilityCaseId: 'Internet_Eligibility_Case_Id__c',
    idStatus: 'Id_Verification_Status__c',
    idSubmittedAt: 'Id_Verification_Submitted_Date_Time__c',
    idVerifiedAt: 'Id_Verification_Verified_Date_Time__c',
    idRejectionMessage: 'Id_Verification_Rejection_Message__c',
  },
  order: {
    status: 'Activation_Status__c',
    reference: 'Portal_Reference__c',
    errorCode: null,
    errorMessage: 'Activation_Error__c',
    errorTemplate: '{code}: {message}',
    errorAt: 'Activation_Error_DateTime__c',
    billingOrderId: 'WHMCS_Order_Id__c',
    billingOrderIdType: 'number',
    maskedIccid: null,
    lastProvisioningAt: null,
    attemptCount: null,
    promoCode: 'Promo_Code__c',
  },
  orderItem: { configOptions: 'ConfigOptions_JSON__c', billingServiceId: 'WHMCS_Service_ID__c' },
  case: { reference: 'Portal_Reference__c', opportunity: 'Opportunity__c' },
  opportunity,
  product,
  words: {
    ...sharedWords,
    orderStatus: {
      'pending-review': 'Pending Review',
      activating: 'Activating',
      provisioned: 'Provisioned',
      failed: 'Failed',
    },
    standardStatus: { 'pending-review': 'Pending Review', provisioned: 'Activated', cancelled: 'Cancelled' },
  },
}

/** The two orgs that documents 1 and 2 describe. */
export const fieldProfiles: Record<FieldProfile, FieldMap> = { 'webhook-v1': webhookV1, 'event-v2': eventV2 }
