import { queryOptions } from '@tanstack/react-query'
import type {
  BrowserSessionBody,
  ConsoleCustomerBody,
  ConsoleCustomerListBody,
  OpenPortalSessionRequest,
} from '@turnup/contracts'
import { request } from '../../api/request.ts'
import { addressOf } from '../../kit/address-of.ts'

/** The filters as they stand in the address of the page. */
export interface CustomerFilter {
  query?: string
  needsReview?: boolean
}

export function customerPages(filter: CustomerFilter) {
  return {
    queryKey: ['console', 'customers', filter],
    readPage: (cursor: string | undefined, signal: AbortSignal) =>
      request<ConsoleCustomerListBody>('GET', addressOf('/api/console/customers', { ...filter, cursor }), {
        signal,
      }),
  }
}

export function customerQuery(id: string) {
  return queryOptions({
    queryKey: ['console', 'customer', id],
    queryFn: ({ signal }) =>
      request<ConsoleCustomerBody>('GET', `/api/console/customers/${encodeURIComponent(id)}`, { signal }),
  })
}

/** Signs this browser in to the portal for the customer; the answer says until when (R166). */
export function openPortalSession(id: string, body: OpenPortalSessionRequest): Promise<BrowserSessionBody> {
  return request<BrowserSessionBody>(
    'POST',
    `/api/console/customers/${encodeURIComponent(id)}/portal-session`,
    {
      body,
    },
  )
}
