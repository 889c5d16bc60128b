import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { OverviewBody } from '@turnup/contracts'
import { request } from '../../api/request.ts'
import { addressOf } from '../../kit/address-of.ts'

export type OverviewRange = OverviewBody['range']

const refetchIntervalMs = 30_000

/** The numbers of the last day, week or month; those of the range before stay until the next ones are there. */
export function overviewQuery(range: OverviewRange) {
  return queryOptions({
    queryKey: ['console', 'overview', range],
    queryFn: ({ signal }) =>
      request<OverviewBody>('GET', addressOf('/api/console/overview', { range }), { signal }),
    refetchInterval: refetchIntervalMs,
    placeholderData: keepPreviousData,
  })
}
