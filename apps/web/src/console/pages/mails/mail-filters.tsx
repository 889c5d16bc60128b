import { Button, Group, NativeSelect } from '@mantine/core'
import { SearchField } from '../../../kit/search-field.tsx'
import type { MailFilter } from '../../api/mails.ts'
import { mailStateOptions, templateWords } from './mail-words.ts'

const templates = [
  { value: '', label: 'All' },
  ...Object.entries(templateWords).map(([value, label]) => ({ value, label })),
]

export interface MailFiltersProps {
  filter: MailFilter
  onChange(change: MailFilter): void
}

export function MailFilters({ filter, onChange }: MailFiltersProps) {
  const isFiltered = Object.keys(filter).length > 0
  return (
    <Group component="search" align="flex-end" gap="sm">
      <NativeSelect
        label="Delivery"
        data={mailStateOptions}
        value={filter.state ?? ''}
        onChange={(event) => onChange({ state: event.currentTarget.value })}
      />
      <NativeSelect
        label="Mail"
        data={templates}
        value={filter.template ?? ''}
        onChange={(event) => onChange({ template: event.currentTarget.value })}
      />
      <SearchField
        label="To"
        placeholder="ada@example.com"
        value={filter.to ?? ''}
        onSearch={(to) => onChange({ to })}
        style={{ flex: '1 1 220px', maxWidth: 340 }}
      />
      {isFiltered && (
        <Button variant="subtle" onClick={() => onChange({ state: '', template: '', to: '' })}>
          Show all
        </Button>
      )}
    </Group>
  )
}
