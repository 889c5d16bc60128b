import type { AuditEventBody } from '@turnup/contracts'
import { TextLink } from '../../../kit/link.tsx'
import { subjectWords } from './audit-words.ts'

/** What was changed, as the way to it where it has a page of its own. */
export function SubjectLink({ subject: { kind, id } }: { subject: AuditEventBody['subject'] }) {
  const words = (subjectWords[kind] ?? kind).toLowerCase()
  switch (kind) {
    case 'order':
    case 'crm-order':
      return (
        <TextLink to="/orders/$id" params={{ id }}>
          order {id}
        </TextLink>
      )
    case 'customer':
      return (
        <TextLink to="/customers/$id" params={{ id }}>
          customer {id}
        </TextLink>
      )
    case 'connector':
      return (
        <TextLink to="/connectors/$id" params={{ id }}>
          connector {id}
        </TextLink>
      )
    case 'orders':
      // The orders of one bulk repair share the request that they came with.
      return (
        <TextLink to="/audit" search={{ correlationId: id, action: 'order.repair.*' }}>
          each order by itself
        </TextLink>
      )
    default:
      return (
        <>
          {words} {id}
        </>
      )
  }
}
