import { queryOptions } from '@tanstack/react-query'
import type { CaseBody, CaseListBody, OpenCaseRequest } from '@turnup/contracts'
import { request } from '../../api/request.ts'

/** What was asked of customer service, newest first. */
export const casesQuery = queryOptions({
  queryKey: ['support', 'cases'],
  queryFn: async ({ signal }) => {
    const { cases } = await request<CaseListBody>('GET', '/api/support/cases', { signal })
    return cases.toSorted((one, other) => (other.createdAt ?? '').localeCompare(one.createdAt ?? ''))
  },
})

/** The same key opens one case, however often it is sent. */
export function openCase(body: OpenCaseRequest, idempotencyKey: string): Promise<CaseBody> {
  return request('POST', '/api/support/cases', { body, idempotencyKey })
}
