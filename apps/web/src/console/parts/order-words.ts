import type { ConsoleOrderSummaryBody } from '@turnup/contracts'

export const kindWords: Record<ConsoleOrderSummaryBody['kind'], string> = {
  acquisition: 'New service',
  'esim-reissue': 'eSIM reissue',
  'top-up': 'Top-up',
}

type Actor = NonNullable<ConsoleOrderSummaryBody['nextAction']>['who']

/** Who has to act, as a sentence begins with it. */
export const actorWords: Record<Actor, string> = {
  customer: 'Customer',
  reviewer: 'Reviewer in the CRM',
  operator: 'Operator',
  administrator: 'Administrator',
  turnup: 'Turnup',
  provider: 'Provider',
}

/** What came of a call, or what kind of error it was, for people who keep orders moving. */
export const errorKindWords: Record<string, string> = {
  unavailable: 'Not reached, nothing happened there',
  throttled: 'Asked to slow down, nothing happened there',
  'outcome-unknown': 'No answer, so it may have happened',
  rejected: 'Refused for a business reason',
  auth: 'Our credentials or permissions were refused',
  internal: 'A fault of our own',
}

/** The last eight characters, enough to tell orders apart where no number is known; the first ones are a time. */
export function shortId(id: string): string {
  return id.slice(-8)
}

/** How an order is called: the CRM's number, else the CRM's id, else the end of ours. */
export function orderName(order: { id: string; orderNumber?: string; crmOrderId?: string }): string {
  return order.orderNumber ?? order.crmOrderId ?? shortId(order.id)
}
