import { TextInput, type TextInputProps } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'

export interface SearchFieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> {
  /** What the list shows now; '' for everything. */
  value: string
  /** Called when typing pauses, and at once on Enter. */
  onSearch: (text: string) => void
}

const pauseMs = 350

/** A filter that people type: the list follows when they pause. */
export function SearchField({ value, onSearch, ...input }: SearchFieldProps) {
  const [typed, setTyped] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // The address may change without typing: back, or all filters taken away.
  useEffect(() => setTyped(value), [value])
  useEffect(() => () => clearTimeout(timer.current), [])
  const search = (text: string) => {
    clearTimeout(timer.current)
    if (text.trim() !== value) onSearch(text.trim())
  }
  return (
    <TextInput
      type="search"
      autoComplete="off"
      {...input}
      value={typed}
      onChange={(event) => {
        const text = event.currentTarget.value
        setTyped(text)
        clearTimeout(timer.current)
        timer.current = setTimeout(() => search(text), pauseMs)
      }}
      onKeyDown={(event) => event.key === 'Enter' && search(typed)}
      onBlur={() => search(typed)}
    />
  )
}
