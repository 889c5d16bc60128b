import { NativeSelect, Text } from '@mantine/core'
import type { ProviderMappingBody } from '@turnup/contracts'
import { providerName } from './mapping-words.ts'

export interface ProviderSelectProps {
  /** What it is for, for people who listen to the page. */
  label: string
  value: string | null
  /** What is saved, which may be a carrier that is not set up any more. */
  saved: string | undefined
  providers: ProviderMappingBody['providers']
  /** Without it the choice can only be read. */
  onChange?: (providerId: string | null) => void
}

const noProvider = 'No provider (use default)'

export function ProviderSelect({ label, value, saved, providers, onChange }: ProviderSelectProps) {
  const isGone = saved !== undefined && !providers.some(({ id }) => id === saved)
  if (!onChange)
    return (
      <Text span inherit>
        {value === null ? noProvider : providerName(providers, value)}
      </Text>
    )
  return (
    <NativeSelect
      aria-label={label}
      size="sm"
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      data={[
        { value: '', label: noProvider },
        ...providers.map(({ id, name }) => ({ value: id, label: name })),
        ...(isGone ? [{ value: saved, label: `${saved} (not set up)` }] : []),
      ]}
    />
  )
}
