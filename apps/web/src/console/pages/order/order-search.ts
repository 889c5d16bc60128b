export const orderTabs = ['story', 'attempts', 'contents', 'mails', 'doors'] as const
export type OrderTab = (typeof orderTabs)[number]

/** What of an order is open, as it stands in the address. */
export interface OrderSearch {
  /** Key of the step whose panel is open. */
  step?: string
  tab?: OrderTab
  /** How the plan is shown; by default a graph, and a list where there is little room. */
  plan?: 'graph' | 'list'
}

export function readOrderSearch(search: Record<string, unknown>): OrderSearch {
  const tab = orderTabs.find((one) => one === search.tab)
  return {
    ...(typeof search.step === 'string' && search.step !== '' ? { step: search.step } : {}),
    ...(tab === undefined ? {} : { tab }),
    ...(search.plan === 'list' || search.plan === 'graph' ? { plan: search.plan } : {}),
  }
}
