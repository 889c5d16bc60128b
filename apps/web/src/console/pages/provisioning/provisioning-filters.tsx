import { useQuery } from '@tanstack/react-query'
import { connectorsQuery } from '../../api/connectors.ts'
import { connectorName } from '../../parts/connector-name.ts'
import { ClearFilters, FilterBar, FilterFlag, FilterSearch, FilterSelect } from '../../parts/filter-bar.tsx'
import { phaseLooks, phases } from './phase-badge.tsx'
import type { ProvisioningSearch } from './provisioning-search.ts'

const phaseOptions = phases.map((phase) => ({ value: phase, label: phaseLooks[phase].words }))

export interface ProvisioningFiltersProps {
  search: ProvisioningSearch
  onChange(part: ProvisioningSearch): void
  onClear(): void
}

export function ProvisioningFilters({ search, onChange, onClear }: ProvisioningFiltersProps) {
  // Only their names: how they fare is another page's business.
  const { data } = useQuery({ ...connectorsQuery, refetchInterval: false, staleTime: 300_000 })
  const carriers = (data?.items ?? []).filter(({ roles }) => roles.includes('numbers'))
  return (
    <FilterBar label="Orders">
      <FilterSearch
        label="Find an order"
        placeholder="Number, domain, company, customer or order id"
        value={search.search}
        onChange={(text) => onChange({ search: text })}
      />
      <FilterSelect
        label="Status"
        any="Any status"
        options={phaseOptions}
        value={search.phase}
        onChange={(phase) => onChange({ phase: phases.find((one) => one === phase) })}
      />
      <FilterSelect
        label="Provider"
        any="Any provider"
        options={carriers.map(({ id }) => ({ value: id, label: connectorName(id) }))}
        value={search.provider}
        onChange={(provider) => onChange({ provider })}
      />
      <FilterFlag label="Open only" value={search.open} onChange={(open) => onChange({ open })} />
      {Object.keys(search).length > 0 && <ClearFilters onClick={onClear} />}
    </FilterBar>
  )
}
