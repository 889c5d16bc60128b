import { Button, NativeSelect } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ConsoleOrderCountsBody } from '@turnup/contracts'
import { useState } from 'react'
import { connectorsQuery } from '../../api/connectors.ts'
import { causeWords } from '../../parts/cause-words.ts'
import { connectorName } from '../../parts/connector-name.ts'
import { ClearFilters, FilterBar, FilterFlag, FilterSearch, FilterSelect } from '../../parts/filter-bar.tsx'
import { orderStateLooks } from '../../parts/order-state-badge.tsx'
import { actorWords, kindWords } from '../../parts/order-words.ts'
import styles from './queue.module.css'
import type { QueueSearch } from './queue-search.ts'

const optionsOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))
const states = Object.entries(orderStateLooks).map(([value, { words }]) => ({ value, label: words }))
const sortWords = {
  '-created': 'Newest first',
  created: 'Oldest first',
  '-updated': 'Changed last first',
  updated: 'Unchanged longest first',
  due: 'Due soonest first',
}
const rarer = ['kind', 'errorCode', 'connector', 'customer', 'overdue', 'created'] as const

export interface QueueFiltersProps {
  search: QueueSearch
  counts: ConsoleOrderCountsBody | undefined
  onChange(part: QueueSearch): void
  onClear(): void
}

export function QueueFilters({ search, counts, onChange, onClear }: QueueFiltersProps) {
  const used = rarer.filter((name) => search[name] !== undefined).length
  const [isOpen, setOpen] = useState(used > 0)
  const isFiltered = Object.keys(search).some((name) => name !== 'sort')
  return (
    <FilterBar label="Orders">
      <FilterSearch
        label="Find an order"
        placeholder="Order number or id, its beginning or end"
        value={search.text}
        onChange={(text) => onChange({ text })}
      />
      <FilterSelect
        label="State"
        any="Any state"
        options={states}
        value={search.state}
        onChange={(state) => onChange({ state })}
      />
      <FilterSelect
        label="Who must act"
        any="Anybody"
        options={optionsOf(actorWords)}
        value={search.who}
        onChange={(who) => onChange({ who })}
      />
      <NativeSelect
        label="Order of the list"
        size="sm"
        value={search.sort ?? '-created'}
        onChange={(event) => onChange({ sort: event.currentTarget.value as QueueSearch['sort'] })}
        data={optionsOf(sortWords)}
      />
      <Button
        variant="default"
        size="sm"
        leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {used > 0 ? `More filters (${used})` : 'More filters'}
      </Button>
      {isFiltered && <ClearFilters onClick={onClear} />}
      {isOpen && <RarerFilters search={search} counts={counts} onChange={onChange} />}
    </FilterBar>
  )
}

function RarerFilters({ search, counts, onChange }: Omit<QueueFiltersProps, 'onClear'>) {
  // Only their names: how they fare is another page's business.
  const { data: connectors } = useQuery({ ...connectorsQuery, refetchInterval: false, staleTime: 300_000 })
  const causes = (counts?.byCause ?? []).map(({ key, count }) => ({
    value: key,
    label: `${causeWords(key)} (${count})`,
  }))
  return (
    <div className={styles.rarer}>
      <FilterSelect
        label="Kind"
        any="Any kind"
        options={optionsOf(kindWords)}
        value={search.kind}
        onChange={(kind) => onChange({ kind })}
      />
      <FilterSelect
        label="Cause"
        any="Any cause"
        options={causes}
        value={search.errorCode}
        onChange={(errorCode) => onChange({ errorCode })}
      />
      <FilterSelect
        label="Held up by"
        any="Any system"
        options={(connectors?.items ?? []).map(({ id }) => ({ value: id, label: connectorName(id) }))}
        value={search.connector}
        onChange={(connector) => onChange({ connector })}
      />
      <FilterSearch
        label="Customer"
        placeholder="Number or e-mail address"
        isMain={false}
        value={search.customer}
        onChange={(customer) => onChange({ customer })}
      />
      <FilterFlag label="Overdue only" value={search.overdue} onChange={(overdue) => onChange({ overdue })} />
      <FilterFlag
        label="Made today"
        value={search.created === 'today'}
        onChange={(today) => onChange({ created: today && 'today' })}
      />
    </div>
  )
}
