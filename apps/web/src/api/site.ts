import { queryOptions } from '@tanstack/react-query'
import type { SiteBody } from '@turnup/contracts'
import { request } from './request.ts'

export const siteQuery = queryOptions({
  queryKey: ['site'],
  queryFn: ({ signal }) => request<SiteBody>('GET', '/api/site', { signal }),
  staleTime: 5 * 60_000,
})
