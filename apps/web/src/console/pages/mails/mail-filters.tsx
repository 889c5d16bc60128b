import type { MailFilter } from '../../api/mails.ts'
import { ClearFilters, FilterBar, FilterSearch, FilterSelect } from '../../parts/filter-bar.tsx'
import { mailStateOptions, templateWords } from './mail-words.ts'

const templates = Object.entries(templateWords).map(([value, label]) => ({ value, label }))

export interface MailFiltersProps {
  filter: MailFilter
  onChange(change: MailFilter): void
}

export function MailFilters({ filter, onChange }: MailFiltersProps) {
  return (
    <FilterBar label="Filter mails">
      <FilterSearch
        label="To (the whole address)"
        placeholder="ada@example.com"
        value={filter.to}
        onChange={(to) => onChange({ to })}
      />
      <FilterSelect
        label="Delivery"
        any="Any"
        options={mailStateOptions}
        value={filter.state}
        onChange={(state) => onChange({ state })}
      />
      <FilterSelect
        label="Mail"
        any="Any mail"
        options={templates}
        value={filter.template}
        onChange={(template) => onChange({ template })}
      />
      {Object.keys(filter).length > 0 && (
        <ClearFilters onClick={() => onChange({ to: undefined, state: undefined, template: undefined })} />
      )}
    </FilterBar>
  )
}
