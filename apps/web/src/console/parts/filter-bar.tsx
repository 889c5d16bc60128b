import { Button, Checkbox, CloseButton, NativeSelect, TextInput } from '@mantine/core'
import { IconFilterOff, IconSearch } from '@tabler/icons-react'
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import styles from './filter-bar.module.css'

/** The filters above a list; what they say stands in the address. */
export function FilterBar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <search aria-label={label} className={styles.bar}>
      {children}
    </search>
  )
}

export interface FilterSearchProps {
  label: string
  value: string | undefined
  onChange(value: string | undefined): void
  placeholder?: string
  /** Whether the key / comes here; true unless the page has another one. */
  isMain?: boolean
}

const typingPauseMs = 350

/** A search field that looks while people type. The key / comes here. */
export function FilterSearch({ label, value = '', onChange, placeholder, isMain = true }: FilterSearchProps) {
  const [typed, setTyped] = useState(value)
  const [seen, setSeen] = useState(value)
  const [told, setTold] = useState(value)
  if (value !== seen) {
    setSeen(value)
    // What was told here comes back with the address; anything else came by other means, such as the way back.
    if (value !== told) {
      setTold(value)
      setTyped(value)
    }
  }
  const say = (text: string) => {
    const found = text.trim()
    if (found === told) return
    setTold(found)
    onChange(found === '' ? undefined : found)
  }
  const sayTyped = useEffectEvent(() => say(typed))
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was typed is what starts the pause anew
  useEffect(() => {
    const pause = setTimeout(sayTyped, typingPauseMs)
    return () => clearTimeout(pause)
  }, [typed])
  return (
    <TextInput
      className={styles.search}
      type="search"
      label={label}
      placeholder={placeholder}
      size="sm"
      data-search={isMain || undefined}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        typed && <CloseButton size="sm" aria-label="Clear the search" onClick={() => setTyped('')} />
      }
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Enter' && say(typed)}
    />
  )
}

export interface FilterSelectProps {
  label: string
  value: string | undefined
  onChange(value: string | undefined): void
  /** Words for no filter at all, for example Any state. */
  any: string
  options: { value: string; label: string }[]
}

export function FilterSelect({ label, value, onChange, any, options }: FilterSelectProps) {
  // A value that came with the address and is on no list, such as two states at once, stays what it is.
  const known = value === undefined || options.some((option) => option.value === value)
  return (
    <NativeSelect
      className={styles.select}
      label={label}
      size="sm"
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
      data={[
        { value: '', label: any },
        ...options,
        ...(known ? [] : [{ value: value ?? '', label: (value ?? '').replaceAll(',', ', ') }]),
      ]}
    />
  )
}

export interface FilterFlagProps {
  label: string
  value: boolean | undefined
  onChange(value: true | undefined): void
}

export function FilterFlag({ label, value = false, onChange }: FilterFlagProps) {
  return (
    <Checkbox
      label={label}
      checked={value}
      onChange={(event) => onChange(event.currentTarget.checked || undefined)}
      py={8}
    />
  )
}

export function ClearFilters({ onClick }: { onClick(): void }) {
  return (
    <Button
      variant="subtle"
      size="sm"
      leftSection={<IconFilterOff size={16} aria-hidden />}
      onClick={onClick}
    >
      Clear filters
    </Button>
  )
}
