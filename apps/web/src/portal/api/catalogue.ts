import { queryOptions } from '@tanstack/react-query'
import type { CatalogueBody } from '@turnup/contracts'
import { request } from '../../api/request.ts'

/** What is for sale to this customer, at the place that the account names (R060). */
export const catalogueQuery = queryOptions({
  queryKey: ['catalogue'],
  queryFn: ({ signal }) => request<CatalogueBody>('GET', '/api/catalog/personalized', { signal }),
  staleTime: 60_000,
})
