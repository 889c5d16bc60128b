import { TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'

export interface TimeFieldProps {
  label: string
  /** UTC instant; undefined for no limit. */
  value: string | undefined
  onChange(value: string | undefined): void
}

/** A point in local time. It counts when the field is left or on Enter, so that half a date changes nothing. */
export function TimeField({ label, value, onChange }: TimeFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (input.current) input.current.value = localText(value)
  }, [value])
  const take = () => {
    const typed = input.current?.value ?? ''
    if (typed !== localText(value)) onChange(typed === '' ? undefined : new Date(typed).toISOString())
  }
  return (
    <TextInput
      ref={input}
      type="datetime-local"
      size="sm"
      label={label}
      defaultValue={localText(value)}
      onBlur={take}
      onKeyDown={(event) => event.key === 'Enter' && take()}
    />
  )
}

/** As the browser's own field wants it: 2026-03-03T14:05 in local time. */
function localText(instant: string | undefined): string {
  if (instant === undefined) return ''
  const at = new Date(instant)
  if (Number.isNaN(at.getTime())) return ''
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
