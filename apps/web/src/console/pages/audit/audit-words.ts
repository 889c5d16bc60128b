/** What somebody did, as the middle of a sentence: Ada "placed an order". */
const actionWords: Record<string, string> = {
  'billing-address.updated': 'changed the billing address',
  'cancellation.requested': 'asked to end a service',
  'connector.pause': 'paused a connector',
  'connector.resume': 'resumed a connector',
  'connector.settings': 'changed a connector’s settings',
  'connector.settings.check': 'tried out a connector’s settings',
  'customer.chose-language': 'chose a language',
  'customer.password-reset': 'set a new password',
  'customer.signed-up': 'signed up',
  'eligibility.requested': 'asked for an eligibility check',
  'esim-activation.shown': 'looked at an eSIM’s activation code',
  'esim-reissue.requested': 'asked for an eSIM again',
  'fulfilment.request': 'asked for fulfilment',
  'id-verification.submitted': 'sent documents to verify the identity',
  'mail.resend': 'sent a mail again',
  'operator.change': 'changed an operator',
  'operator.change-own-password': 'changed the own password',
  'operator.create': 'added an operator',
  'operator.disable': 'shut out an operator',
  'operator.enable': 'let an operator in again',
  'operator.replace-one-time-password': 'replaced a one-time password',
  'operator.reset-password': 'gave an operator a new password',
  'operator.sign-in': 'signed in',
  'order.cancel': 'cancelled an order',
  'order.gate-accept': 'said yes to an order’s question',
  'order.gate-decline': 'said no to an order’s question',
  'order.note': 'wrote a note',
  'order.placed': 'placed an order',
  'order.repair.adopt': 'adopted what was there for a stuck step',
  'order.repair.change-input': 'changed a field of a stuck step',
  'order.repair.replace': 'replaced the input of a stuck step',
  'order.repair.retry': 'tried a stuck step again',
  'order.repair.skip': 'skipped a stuck step',
  'orders.repair-in-bulk.adopt': 'adopted what was there for many orders',
  'orders.repair-in-bulk.change-input': 'changed a field of many orders',
  'orders.repair-in-bulk.replace': 'replaced the input of many orders',
  'orders.repair-in-bulk.retry': 'tried many orders again',
  'orders.repair-in-bulk.skip': 'skipped a step of many orders',
  'top-up.requested': 'asked for a top-up',
}

export function wordsOfAction(action: string): string {
  return actionWords[action] ?? action
}

/** Whole families first, then one by one. */
export const actionOptions = [
  { value: 'order.*', label: 'Everything about orders' },
  { value: 'order.repair.*', label: 'Repairs' },
  { value: 'orders.repair-in-bulk.*', label: 'Repairs of many orders' },
  { value: 'connector.*', label: 'Everything about connectors' },
  { value: 'operator.*', label: 'Everything about operators' },
  { value: 'customer.*', label: 'Everything about customers' },
  ...Object.entries(actionWords).map(([value, words]) => ({
    value,
    label: words.charAt(0).toUpperCase() + words.slice(1),
  })),
]

export const subjectWords: Record<string, string> = {
  order: 'Order',
  orders: 'Many orders',
  'crm-order': 'Order in the CRM',
  customer: 'Customer',
  subscription: 'Service',
  mail: 'Mail',
  connector: 'Connector',
  operator: 'Operator',
}

export const subjectOptions = Object.entries(subjectWords).map(([value, label]) => ({ value, label }))
