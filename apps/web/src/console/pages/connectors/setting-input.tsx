import { NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core'
import type { ConnectorFieldBody } from '@turnup/contracts'
import type { ReactNode } from 'react'
import { flagInWords, secondsInWords } from './setting-words.ts'

export interface SettingInputProps {
  field: ConnectorFieldBody
  id: string
  text: string
  onType(text: string): void
  description: ReactNode
  error?: string
  disabled: boolean
}

const small = { description: { fontSize: 13 }, error: { fontSize: 13 } }
const monospace = { ...small, input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }

/** The input that fits the kind of a setting. */
export function SettingInput({ field, id, text, onType, description, error, disabled }: SettingInputProps) {
  const { kind, label, unit, required, multiline } = field
  const common = {
    id,
    size: 'sm',
    styles: small,
    label: kind === 'number' && unit ? `${label} (${unit})` : label,
    description,
    error,
    disabled,
    value: text,
    // The mark and aria-required; an empty form is judged by us, in words.
    required,
    withAsterisk: required,
    onChange: (event: { currentTarget: { value: string } }) => onType(event.currentTarget.value),
  } as const
  if (kind === 'flag' || kind === 'choice') return <NativeSelect {...common} data={choicesOf(field, text)} />
  if (kind === 'secret' && !multiline) return <PasswordInput {...common} autoComplete="new-password" />
  if (kind === 'list' || multiline)
    return (
      <Textarea
        {...common}
        autosize
        minRows={multiline ? 4 : 2}
        maxRows={14}
        spellCheck={false}
        autoComplete="off"
        placeholder={kind === 'list' ? 'One a line' : undefined}
        styles={monospace}
      />
    )
  return (
    <TextInput
      {...common}
      type={kind === 'url' ? 'url' : 'text'}
      inputMode={kind === 'number' ? 'decimal' : undefined}
      placeholder={field.value === undefined && !required ? 'By default' : undefined}
      autoComplete="off"
      spellCheck={false}
      rightSection={kind === 'number' ? <Seconds field={field} text={text} /> : undefined}
      rightSectionWidth={kind === 'number' && unit ? 84 : undefined}
      rightSectionPointerEvents="none"
    />
  )
}

function Seconds({ field, text }: { field: ConnectorFieldBody; text: string }) {
  const words = secondsInWords(field, text)
  return words && <span className="figures">= {words}</span>
}

/** "By default" stays a choice where nothing is set, so that opening the form changes nothing. */
function choicesOf({ kind, choices = [], value, required }: ConnectorFieldBody, text: string) {
  const options = kind === 'flag' ? ['true', 'false'] : choices
  const labels = kind === 'flag' ? flagInWords : (option: string) => option
  const all = options.map((option) => ({ value: option, label: labels(option) }))
  const isOpen = text === '' || value === undefined || !required
  return isOpen ? [{ value: '', label: required ? 'Choose' : 'By default' }, ...all] : all
}
