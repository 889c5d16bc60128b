import { queryOptions } from '@tanstack/react-query'
import type { AuditListBody, OperatorBody } from '@turnup/contracts'
import { request } from '../../api/request.ts'
import { addressOf } from '../../kit/address-of.ts'

/** The filters as they stand in the address of the page; `from` and `before` are UTC instants. */
export interface AuditFilter {
  actorId?: string
  action?: string
  subjectKind?: string
  subjectId?: string
  correlationId?: string
  from?: string
  before?: string
}

export function auditPages(filter: AuditFilter) {
  return {
    queryKey: ['console', 'audit', filter],
    readPage: (cursor: string | undefined, signal: AbortSignal) =>
      request<AuditListBody>('GET', addressOf('/api/console/audit', { ...filter, cursor }), { signal }),
  }
}

/** Everybody whose changes can be asked for by name; only administrators may read the list. */
export const auditActorsQuery = queryOptions({
  queryKey: ['console', 'audit', 'actors'],
  queryFn: ({ signal }) => request<{ items: OperatorBody[] }>('GET', '/api/console/operators', { signal }),
  staleTime: 60_000,
})
