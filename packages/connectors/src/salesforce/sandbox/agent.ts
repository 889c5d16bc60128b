import type { JsonObject } from '@turnup/domain'
import type { FieldProfile } from '../field-profiles.ts'
import type { Dml } from './dml.ts'
import { salesforceTime } from './field-value.ts'
import { orderStatusFields } from './order-flow.ts'
import type { RecordStore } from './record-store.ts'

/** What customer service does by hand in the org. */
export interface Agent {
  /** Status becomes Approved; the flow does the rest where it is active. */
  approveOrder(orderId: string): void
  /** The retry of document 2: the activation status is set to Activating (R096). Without a change nothing follows. */
  requestRetry(orderId: string): void
  cancelOrder(orderId: string): void
  /** The result of an eligibility check; moves the account's opportunity from Introduction to Ready or Void (R069). */
  setEligibility(accountId: string, check: EligibilityCheck): void
  verifyIdentity(accountId: string, verdict: { verified: boolean; message?: string }): void
  setStage(opportunityId: string, stage: string): void
  setCaseStatus(caseId: string, status: string): void
}

export interface EligibilityCheck {
  eligible: boolean
  /** The text of the result: "Home 1G". */
  result: string
  dwelling?: 'Home' | 'Apartment'
  tier?: '1G' | '100Mb'
  notes?: string
}

export function createAgent(parts: {
  store: RecordStore
  dml: Dml
  profile: FieldProfile
  now(): Date
  changed(): void
}): Agent {
  const { store, dml, profile } = parts
  const { status } = orderStatusFields[profile]

  function edit(object: string, id: string, fields: JsonObject): void {
    store.transaction(() => dml.update(object, id, fields))
    parts.changed()
  }

  return {
    approveOrder(orderId) {
      const own = profile === 'webhook-v1' ? { [status]: 'Approved' } : {}
      edit('Order', orderId, { Status: 'Approved', ...own })
    },
    requestRetry: (orderId) => edit('Order', orderId, { [status]: 'Activating' }),
    cancelOrder: (orderId) => edit('Order', orderId, { Status: 'Cancelled' }),
    setStage: (opportunityId, stage) => edit('Opportunity', opportunityId, { StageName: stage }),
    setCaseStatus: (caseId, word) => edit('Case', caseId, { Status: word }),

    setEligibility(accountId, { eligible, result, dwelling, tier, notes }) {
      const time = salesforceTime(parts.now())
      store.transaction(() => {
        edit('Account', accountId, {
          Internet_Eligibility__c: result,
          Internet_Eligibility_Status__c: 'Checked',
          Internet_Eligibility_Checked_Date_Time__c: time,
          ...(notes === undefined ? {} : { Internet_Eligibility_Notes__c: notes }),
          ...(dwelling ? { Dwelling_Type__c: dwelling } : {}),
          ...(tier ? { Internet_Tier__c: tier } : {}),
        })
        const account = store.get('Account', accountId)!.Id
        for (const { Id, StageName } of store.byIndex('Opportunity', 'AccountId', account) ?? []) {
          if (StageName === 'Introduction')
            edit('Opportunity', Id, { StageName: eligible ? 'Ready' : 'Void' })
        }
      })
    },

    verifyIdentity(accountId, { verified, message }) {
      edit('Account', accountId, {
        Id_Verification_Status__c: verified ? 'Verified' : 'Rejected',
        Id_Verification_Verified_Date_Time__c: verified ? salesforceTime(parts.now()) : null,
        Id_Verification_Rejection_Message__c: verified
          ? null
          : (message ?? 'The documents could not be read.'),
      })
    },
  }
}
