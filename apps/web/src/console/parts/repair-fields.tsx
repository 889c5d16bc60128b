import {
  ActionIcon,
  Alert,
  Button,
  Group,
  NativeSelect,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import {
  inputOf,
  type RepairDraft,
  type RepairProblems,
  type RepairTarget,
  valueOfField,
} from './repair-draft.ts'
import { ValueField } from './value-field.tsx'

interface FieldsProps {
  target: RepairTarget
  draft: RepairDraft
  problems: RepairProblems
  onChange(part: Partial<RepairDraft>): void
}

/** What the chosen kind of repair needs to know beside the reason. */
export function RepairFields(props: FieldsProps) {
  switch (props.draft.kind) {
    case 'change-input':
      return <ChangedField {...props} />
    case 'adopt':
      return <AdoptedResult {...props} />
    case 'replace':
      return <ReplacedInput {...props} />
    case 'retry':
    case 'skip':
      return null
  }
}

function ChangedField({ target, draft, problems, onChange }: FieldsProps) {
  const input = inputOf(target.step?.input)
  const fields = Object.keys(input)
  const choose = (field: string) => onChange({ field, value: valueOfField(input, field) })
  const isIccid = draft.field === 'iccidSecret'
  return (
    <Stack gap="sm">
      {fields.length > 0 ? (
        <NativeSelect
          label="Field"
          data={fields}
          value={draft.field}
          onChange={(event) => choose(event.currentTarget.value)}
          error={problems.field}
        />
      ) : (
        <TextInput
          label="Field"
          description="Its name as it stands in the step’s input."
          value={draft.field}
          onChange={(event) => onChange({ field: event.currentTarget.value })}
          error={problems.field}
        />
      )}
      <ValueField
        label="New value"
        draft={draft.value}
        onChange={(value) => onChange({ value })}
        error={problems.value}
        description={isIccid ? 'Number of the SIM (ICCID), 18 to 20 digits. It is kept sealed.' : undefined}
      />
    </Stack>
  )
}

function AdoptedResult({ target, draft, problems, onChange }: FieldsProps) {
  const { result } = draft
  const put = (index: number, part: Partial<(typeof result)[number]>) =>
    onChange({ result: result.map((field, at) => (at === index ? { ...field, ...part } : field)) })
  return (
    <Stack gap="sm">
      {target.orders > 1 && (
        <Alert color="ember">The same result would be taken over for all {target.orders} orders.</Alert>
      )}
      <Text size="sm">What did you find in the outside system?</Text>
      {result.map((field, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own while it is being typed
        <Group key={index} align="flex-end" gap="sm">
          {field.hint === undefined && (
            <TextInput
              label="Name"
              value={field.name}
              onChange={(event) => put(index, { name: event.currentTarget.value })}
            />
          )}
          <Stack gap={4} style={{ flex: '1 1 260px' }}>
            <ValueField
              label={field.name === '' ? 'Value' : field.name}
              description={field.hint}
              isKindKnown={field.hint !== undefined}
              draft={field.draft}
              onChange={(value) => put(index, { draft: value })}
            />
          </Stack>
          {field.hint === undefined && (
            <ActionIcon
              variant="default"
              size={42}
              aria-label={`Remove ${field.name || 'this row'}`}
              onClick={() => onChange({ result: result.filter((_, at) => at !== index) })}
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      ))}
      {problems.result && (
        <Text size="sm" c="red" role="alert">
          {problems.result}
        </Text>
      )}
      <Button
        variant="subtle"
        size="xs"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => onChange({ result: [...result, { name: '', draft: { kind: 'text', text: '' } }] })}
        style={{ alignSelf: 'flex-start' }}
      >
        Another field
      </Button>
    </Stack>
  )
}

function ReplacedInput({ target, draft, problems, onChange }: FieldsProps) {
  return (
    <Stack gap="sm">
      {target.orders > 1 && (
        <Alert color="ember">All {target.orders} orders would get the same input in this step.</Alert>
      )}
      <Textarea
        label="New input (JSON)"
        description="Fields with $result are filled in from an earlier step; keep them as they are where you can."
        autosize
        minRows={6}
        maxRows={18}
        spellCheck={false}
        value={draft.input}
        onChange={(event) => onChange({ input: event.currentTarget.value })}
        error={problems.input}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
      />
    </Stack>
  )
}
