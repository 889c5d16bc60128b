import type { AuditFilter } from '../../api/audit.ts'
import { ClearFilters, FilterBar, FilterSearch, FilterSelect } from '../../parts/filter-bar.tsx'
import { actionOptions, subjectOptions } from './audit-words.ts'
import { TimeField } from './time-field.tsx'

export interface AuditFiltersProps {
  filter: AuditFilter
  onChange(change: AuditFilter): void
  onClear(): void
  actors: { value: string; label: string }[]
}

export function AuditFilters({ filter, onChange, onClear, actors }: AuditFiltersProps) {
  return (
    <FilterBar label="Filter the audit log">
      <FilterSelect
        label="Who"
        any="Anybody"
        options={actors}
        value={filter.actorId}
        onChange={(actorId) => onChange({ actorId })}
      />
      <FilterSelect
        label="Did what"
        any="Anything"
        options={actionOptions}
        value={filter.action}
        onChange={(action) => onChange({ action })}
      />
      <FilterSelect
        label="To what"
        any="Anything"
        options={subjectOptions}
        value={filter.subjectKind}
        onChange={(subjectKind) => onChange({ subjectKind })}
      />
      <FilterSearch
        label="Its id"
        placeholder="Whole id of the order, customer, …"
        value={filter.subjectId}
        onChange={(subjectId) => onChange({ subjectId })}
      />
      <FilterSearch
        label="Correlation id"
        placeholder="The reference that somebody named"
        value={filter.correlationId}
        onChange={(correlationId) => onChange({ correlationId })}
      />
      <TimeField label="From" value={filter.from} onChange={(from) => onChange({ from })} />
      <TimeField label="Before" value={filter.before} onChange={(before) => onChange({ before })} />
      {Object.keys(filter).length > 0 && <ClearFilters onClick={onClear} />}
    </FilterBar>
  )
}
