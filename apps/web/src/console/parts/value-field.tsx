import { Group, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { type ValueDraft, type ValueKind, valueKinds } from './value-draft.ts'

const kindLabels: Record<ValueKind, string> = {
  text: 'Text',
  number: 'Number',
  flag: 'Yes or no',
  json: 'List or fields (JSON)',
  none: 'Nothing (null)',
}

export interface ValueFieldProps {
  label: string
  draft: ValueDraft
  onChange(draft: ValueDraft): void
  error?: string
  description?: string
  /** What it has to be is known, so that nobody is asked. */
  isKindKnown?: boolean
}

/** One value of any kind that JSON has. */
export function ValueField(props: ValueFieldProps) {
  const { label, draft, onChange, error, description } = props
  const { kind, text } = draft
  const common = { label, description, error, style: { flex: '1 1 220px' } }
  const type = (next: string) => onChange({ kind, text: next })
  return (
    <Group align="flex-start" gap="sm">
      {kind === 'flag' ? (
        <NativeSelect
          {...common}
          value={text === 'true' ? 'true' : 'false'}
          onChange={(event) => type(event.currentTarget.value)}
          data={[
            { value: 'true', label: 'Yes' },
            { value: 'false', label: 'No' },
          ]}
        />
      ) : kind === 'json' ? (
        <Textarea
          {...common}
          autosize
          minRows={3}
          maxRows={14}
          spellCheck={false}
          value={text}
          onChange={(event) => type(event.currentTarget.value)}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
        />
      ) : (
        <TextInput
          {...common}
          disabled={kind === 'none'}
          value={kind === 'none' ? '' : text}
          inputMode={kind === 'number' ? 'decimal' : undefined}
          onChange={(event) => type(event.currentTarget.value)}
        />
      )}
      {!props.isKindKnown && (
        <NativeSelect
          label="Kind of value"
          aria-label={`Kind of value of ${label}`}
          description={description === undefined ? undefined : '\u00a0'}
          value={kind}
          onChange={(event) => {
            const next = valueKinds.find((one) => one === event.currentTarget.value) ?? 'text'
            onChange({ kind: next, text: next === 'flag' ? 'true' : text })
          }}
          data={valueKinds.map((value) => ({ value, label: kindLabels[value] }))}
        />
      )}
    </Group>
  )
}
