import { IconChecklist } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { AuditEventBody } from '@turnup/contracts'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { LoadedPages } from '../../../kit/loaded-pages.tsx'
import { Page } from '../../../kit/page.tsx'
import { usePages } from '../../../kit/use-pages.ts'
import { type AuditFilter, auditPages } from '../../api/audit.ts'
import { operatorsQuery } from '../../api/operators.ts'
import { useOperator } from '../../api/use-operator.ts'
import styles from './audit.module.css'
import { AuditEvent, actorName } from './audit-event.tsx'
import { AuditFilters } from './audit-filters.tsx'

const words = {
  shown: (count: number) => (count === 1 ? '1 entry' : `${count} entries`),
  more: 'Show earlier ones',
}

/** Who changed what, newest first, with what was different afterwards. */
export function AuditPage() {
  const filter = useSearch({ from: '/operator/audit' })
  const navigate = useNavigate({ from: '/audit' })
  const pages = usePages(auditPages(filter))
  const actors = useActors(pages.data ?? [])
  const isFiltered = Object.keys(filter).length > 0
  return (
    <Page
      title="Audit log"
      intro="Every change by a person, with the reason and what was different afterwards. Nobody can alter it here."
    >
      <AuditFilters
        filter={filter}
        actors={actors}
        onChange={(part) => void navigate({ search: withoutAbsent({ ...filter, ...part }), replace: true })}
        onClear={() => void navigate({ search: {}, replace: true })}
      />
      <LoadedPages
        pages={pages}
        words={words}
        empty={
          <EmptyState
            icon={<IconChecklist size={36} aria-hidden />}
            title={isFiltered ? 'No entry is like this' : 'Nothing has been changed yet'}
            text={isFiltered ? 'Take a filter away to see more. Ids are looked up as a whole.' : undefined}
          />
        }
      >
        {(events) => (
          <ol className={styles.list}>
            {events.map((event) => (
              <AuditEvent key={event.id} event={event} />
            ))}
          </ol>
        )}
      </LoadedPages>
    </Page>
  )
}

/** Who can be chosen by name: oneself, all operators where one may read them, and everybody in what is shown. */
function useActors(events: AuditEventBody[]): { value: string; label: string }[] {
  const me = useOperator()
  const { data } = useQuery({ ...operatorsQuery, enabled: me.may('administrator') })
  const names = new Map([[me.id, `${me.name} (you)`]])
  for (const { id, name } of data?.items ?? []) if (!names.has(id)) names.set(id, name)
  for (const { actor } of events) if (!names.has(actor.id)) names.set(actor.id, actorName(actor))
  return [...names].map(([value, label]) => ({ value, label }))
}

function withoutAbsent(filter: AuditFilter): AuditFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
}
