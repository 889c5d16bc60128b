import type { CrmAccount } from '@turnup/domain'
import type { SalesforceSettings } from './config.ts'
import { instantAt, selectable, textAt, valueAt, wordAt } from './record.ts'
import { QueryPage, type SalesforceRecord } from './wire.ts'

/** The SELECT list of an account; without an e-mail field its contacts come along. */
export function accountSelect({ fieldMap: { account } }: SalesforceSettings): string {
  const contacts =
    account.email === null
      ? ['(SELECT Email FROM Contacts WHERE Email != null ORDER BY CreatedDate, Id LIMIT 1)']
      : []
  return [...selectable(['Id', 'Name', ...Object.values(account)]), ...contacts].join(', ')
}

export function accountFrom(record: SalesforceRecord, settings: SalesforceSettings): CrmAccount {
  const names = settings.fieldMap.account
  return {
    accountId: textAt(record, 'Id') ?? '',
    customerNumber: textAt(record, names.customerNumber) ?? '',
    name: textAt(record, 'Name') ?? '',
    email: names.email === null ? firstContactEmail(record) : textAt(record, names.email),
    billingClientId: textAt(record, names.billingClientId),
    eligibility: {
      ...eligibilityFrom(record, settings),
      requestedAt: instantAt(record, names.eligibilityRequestedAt),
      checkedAt: instantAt(record, names.eligibilityCheckedAt),
      notes: textAt(record, names.eligibilityNotes),
      caseId: textAt(record, names.eligibilityCaseId),
    },
    idVerification: {
      status: wordAt(record, names.idStatus, ['Pending', 'Verified', 'Rejected']),
      submittedAt: instantAt(record, names.idSubmittedAt),
      verifiedAt: instantAt(record, names.idVerifiedAt),
      rejectionMessage: textAt(record, names.idRejectionMessage),
    },
  }
}

function firstContactEmail(record: SalesforceRecord): string | undefined {
  const contacts = QueryPage.safeParse(valueAt(record, 'Contacts'))
  const first = contacts.success ? contacts.data.records[0] : undefined
  return first && textAt(first, 'Email')
}

/** X11: two attributes (document 1), or the text of a check by customer service read by rules (document 2). */
function eligibilityFrom(record: SalesforceRecord, settings: SalesforceSettings): CrmAccount['eligibility'] {
  const names = settings.fieldMap.account
  const region = textAt(record, names.region)
  if (settings.eligibility === 'attributes') {
    return {
      dwelling: wordAt(record, names.dwelling, ['Home', 'Apartment']),
      tier: wordAt(record, names.tier, ['1G', '100Mb']),
      region,
    }
  }
  const result = textAt(record, names.eligibilityResult)
  const status = wordAt(record, names.eligibilityStatus, ['Pending', 'Checked'])
  // While a new check is pending the old result no longer stands.
  const text = status === 'Pending' ? '' : (result ?? '').toLowerCase()
  const rules = settings.eligibilityRules.filter((rule) => text.includes(rule.contains.toLowerCase()))
  return {
    dwelling: rules.find((rule) => rule.dwelling)?.dwelling,
    tier: rules.find((rule) => rule.tier)?.tier,
    region,
    result,
    status,
  }
}
