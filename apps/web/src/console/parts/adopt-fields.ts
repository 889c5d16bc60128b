import type { ValueDraft } from './value-draft.ts'

export interface ResultField {
  name: string
  draft: ValueDraft
  /** What it is; absent where a person names the field and its kind. */
  hint?: string
}

const text = (name: string, hint: string): ResultField => ({ name, draft: { kind: 'text', text: '' }, hint })
const fixed = (name: string, value: string): ResultField => ({
  name,
  draft: { kind: 'text', text: value },
  hint: 'What this step always gives.',
})
const maskedIccid = text('maskedIccid', 'Only the last four digits, for example ••••1234.')

/** What each action gives when it has happened (results in packages/fulfilment/src/actions). */
const fieldsOf: Record<string, ResultField[]> = {
  'billing.check-payment-method': [
    { name: 'paymentMethods', draft: { kind: 'number', text: '1' }, hint: 'How many the customer has.' },
  ],
  'billing.add-order': [
    text('orderId', 'Id of the order in the billing system.'),
    {
      name: 'serviceIds',
      draft: { kind: 'json', text: '[""]' },
      hint: 'Ids of its services, in the order of the lines, for example ["311", "312"].',
    },
  ],
  'billing.accept-order': [fixed('status', 'active')],
  'billing.create-charge': [text('invoiceId', 'Id of the invoice in the billing system.')],
  'billing.capture-payment': [text('invoiceId', 'Id of the invoice that was paid.')],
  'billing.describe-services': [
    { name: 'described', draft: { kind: 'number', text: '1' }, hint: 'How many services were described.' },
  ],
  'esim.download-order': [text('iccid', 'Full number of the profile, 18 to 20 digits. It is kept sealed.')],
  'esim.confirm-order': [maskedIccid, text('smdpAddress', 'Host name of the SM-DP+.')],
  'line.activate': [text('lineId', 'Id of the line in the outside system.'), maskedIccid],
  'line.replace-profile': [text('lineId', 'Id of the line in the outside system.'), maskedIccid],
  'line.top-up': [text('topUpId', 'Id of the top-up in the outside system.')],
  'crm.mark-activating': [fixed('status', 'activating')],
  'crm.write-back': [fixed('status', 'provisioned')],
  'crm.activate-opportunity': [fixed('stage', 'active')],
  'mail.send': [text('mailId', 'Message-ID of the mail.')],
}

/** The fields to fill in when the effect of this action is adopted; an empty row for an action not named here. */
export function adoptFields(action: string | undefined): ResultField[] {
  return (
    (action === undefined ? undefined : fieldsOf[action]) ?? [{ name: '', draft: { kind: 'text', text: '' } }]
  )
}
