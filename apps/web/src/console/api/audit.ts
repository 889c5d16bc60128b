import type { AuditListBody } from '@turnup/contracts'
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
