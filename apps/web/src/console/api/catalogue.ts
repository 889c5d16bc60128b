import { queryOptions } from '@tanstack/react-query'
import type { ConsoleCatalogueBody } from '@turnup/contracts'
import { request } from '../../api/request.ts'

/** Every product as the CRM and the billing system have it at this moment. */
export const consoleCatalogueQuery = queryOptions({
  queryKey: ['console', 'catalogue'],
  queryFn: ({ signal }) => request<ConsoleCatalogueBody>('GET', '/api/console/catalogue', { signal }),
  staleTime: 30_000,
})
