import { Button, Checkbox, Group, Input, Text } from '@mantine/core'
import { IconArrowBackUp, IconKey } from '@tabler/icons-react'
import type { ConnectorFieldBody } from '@turnup/contracts'
import { isAbsent, isChange, presentText, type SettingDraft } from './setting-draft.ts'
import { SettingInput } from './setting-input.tsx'
import { beforeInWords, presentInWords, sourceOf } from './setting-words.ts'
import styles from './settings-form.module.css'

export interface SettingFieldProps {
  field: ConnectorFieldBody
  draft: SettingDraft | undefined
  /** undefined: as it was. */
  onDraft(draft: SettingDraft | undefined): void
  error?: string
}

/** The id of a setting's input, to bring the focus there. */
export function settingId(path: string): string {
  return `setting-${path}`
}

/** One setting: its value, where that comes from, and the ways to change it or put it back. */
export function SettingField({ field, draft, onDraft, error }: SettingFieldProps) {
  const { path, label, source, nullable, problem } = field
  const isSecretAtRest = field.kind === 'secret' && draft?.to !== 'value'
  const changed = isChange(field, draft)
  const isNone = draft === undefined ? isAbsent(field) : draft.to === 'none'
  const said = error ?? (changed ? undefined : problem)
  return (
    <div className={styles.field} data-changed={changed || undefined}>
      {isSecretAtRest ? (
        <SecretAtRest field={field} draft={draft} onDraft={onDraft} error={said} />
      ) : (
        <SettingInput
          field={field}
          id={settingId(path)}
          text={
            draft?.to === 'value' ? draft.text : draft?.to === 'before' || isNone ? '' : presentText(field)
          }
          onType={(text) => onDraft({ to: 'value', text })}
          description={<About field={field} draft={draft} />}
          error={said}
          disabled={draft?.to === 'before' || isNone}
        />
      )}
      {nullable && draft?.to !== 'before' && (
        <Checkbox
          mt={6}
          size="sm"
          label="Does not exist there"
          aria-label={`${label}: does not exist there`}
          checked={isNone}
          onChange={(event) =>
            onDraft(
              event.currentTarget.checked
                ? { to: 'none' }
                : isAbsent(field)
                  ? { to: 'value', text: '' }
                  : undefined,
            )
          }
        />
      )}
      <Group gap="xs" mt={4}>
        {draft !== undefined && (changed || field.kind === 'secret') && (
          <SmallButton onClick={() => onDraft(undefined)} label={`Undo: ${label}`}>
            Undo
          </SmallButton>
        )}
        {source === 'console' && draft?.to !== 'before' && (
          <SmallButton
            onClick={() => onDraft({ to: 'before' })}
            label={`Back to ${beforeInWords(field)}: ${label}`}
          >
            Back to {beforeInWords(field)}
          </SmallButton>
        )}
      </Group>
    </div>
  )
}

function SmallButton({ onClick, label, children }: SmallButtonProps) {
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      leftSection={<IconArrowBackUp size={15} aria-hidden />}
      onClick={onClick}
      aria-label={label}
    >
      {children}
    </Button>
  )
}

interface SmallButtonProps {
  onClick(): void
  label: string
  children: React.ReactNode
}

/** A secret as far as anybody may see it, with the way to replace it. */
function SecretAtRest({ field, draft, onDraft, error }: SettingFieldProps) {
  const { path, label, required, isSet, source } = field
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset looks otherwise, and the wrapper has its own label
    <div role="group" aria-labelledby={`${settingId(path)}-label`}>
      <Input.Label id={`${settingId(path)}-label`} component="span" size="sm" required={required}>
        {label}
      </Input.Label>
      <Input.Description fz={13} component="div">
        <About field={field} draft={draft} />
      </Input.Description>
      <Group gap="sm" mt={6}>
        <Text fw={600}>{draft?.to === 'none' ? 'Will be taken away' : presentInWords(field)}</Text>
        {draft === undefined && (
          <Button
            id={settingId(path)}
            size="compact-sm"
            variant="default"
            leftSection={<IconKey size={15} aria-hidden />}
            onClick={() => onDraft({ to: 'value', text: '' })}
            aria-label={isSet ? `Replace ${label}` : `Enter ${label}`}
          >
            {isSet ? 'Replace' : 'Enter'}
          </Button>
        )}
        {draft === undefined && isSet && !required && source !== 'default' && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => onDraft({ to: 'none' })}
            aria-label={`Take away: ${label}`}
          >
            Take away
          </Button>
        )}
      </Group>
      {error && (
        <Input.Error fz={13} mt={4}>
          {error}
        </Input.Error>
      )}
    </div>
  )
}

/** What the setting is for, its bounds, and where its value comes from or is going. */
function About({ field, draft }: Pick<SettingFieldProps, 'field' | 'draft'>) {
  const { words, icon: Icon } = sourceOf(field)
  const changed = isChange(field, draft)
  return (
    <>
      {[field.help, boundsOf(field)].filter(Boolean).map((text) => (
        <span key={text} className={styles.help}>
          {text}
        </span>
      ))}
      <span className={styles.source} data-source={changed ? 'changed' : field.source}>
        {!changed && <Icon size={14} aria-hidden />}
        {changed ? inFuture(field, draft) : words}
      </span>
    </>
  )
}

function inFuture(field: ConnectorFieldBody, draft: SettingDraft): string {
  if (draft.to === 'before') return `Goes back to ${beforeInWords(field)} when it is saved`
  if (draft.to === 'value' && draft.text.trim() === '' && !field.required)
    return 'Emptied, not saved yet: the default will hold'
  return 'Changed, not saved yet'
}

function boundsOf({ minimum, maximum }: ConnectorFieldBody): string | undefined {
  const format = (number: number) => new Intl.NumberFormat('en-GB').format(number)
  if (minimum !== undefined && maximum !== undefined) return `${format(minimum)} to ${format(maximum)}.`
  if (minimum !== undefined) return `At least ${format(minimum)}.`
  return maximum === undefined ? undefined : `At most ${format(maximum)}.`
}
