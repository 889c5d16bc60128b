import type { ChangeConnectorSettingsRequest, ConnectorFieldBody } from '@turnup/contracts'

/** What somebody wants of a setting: another value, none at all, or what held before the console said anything. */
export type SettingDraft = { to: 'value'; text: string } | { to: 'none' } | { to: 'before' }

/** Drafts by the paths of their fields; what is not touched is not in it. */
export type SettingDrafts = Readonly<Record<string, SettingDraft>>

type Value = ChangeConnectorSettingsRequest['set'][string]

/** The value in effect as it stands in its input; a secret is never known. */
export function presentText({ kind, value }: ConnectorFieldBody): string {
  if (value === undefined || value === null || kind === 'secret') return ''
  if (Array.isArray(value)) return value.map(String).join('\n')
  return String(value)
}

/** Says that what it names does not exist in the outside system. */
export function isAbsent(field: ConnectorFieldBody): boolean {
  return field.nullable === true && field.value === null
}

/** Whether a draft differs from what is in effect. */
export function isChange(field: ConnectorFieldBody, draft: SettingDraft | undefined): draft is SettingDraft {
  if (draft === undefined) return false
  if (draft.to === 'before') return field.source === 'console'
  if (draft.to === 'none') return field.nullable ? !isAbsent(field) : field.isSet
  if (field.kind === 'secret') return draft.text !== ''
  return draft.text !== presentText(field) || isAbsent(field)
}

/** What can be told without asking the server, which judges the whole. */
export function problemOf(field: ConnectorFieldBody, draft: SettingDraft | undefined): string | undefined {
  if (!isChange(field, draft) || draft.to !== 'value') return undefined
  const text = draft.text.trim()
  if (text === '') {
    if (field.nullable) return 'Write it, say that there is none, or undo the change.'
    return field.required ? 'This is needed.' : undefined
  }
  if (field.kind === 'url' && !URL.canParse(text))
    return 'Write a whole address, such as https://host.example.com.'
  return field.kind === 'number' ? numberProblem(field, text) : undefined
}

function numberProblem({ minimum, maximum }: ConnectorFieldBody, text: string): string | undefined {
  const number = numberIn(text)
  if (number === undefined) return 'Write a number in digits.'
  if (minimum !== undefined && number < minimum) return `The least is ${minimum}.`
  if (maximum !== undefined && number > maximum) return `The most is ${maximum}.`
  return undefined
}

function numberIn(text: string): number | undefined {
  const bare = text.replace(/\s/g, '')
  return /^-?\d+(\.\d+)?$/.test(bare) ? Number(bare) : undefined
}

/** The fields that differ, with what is wanted of each. */
export function changedFields(
  fields: readonly ConnectorFieldBody[],
  drafts: SettingDrafts,
): { field: ConnectorFieldBody; draft: SettingDraft }[] {
  return fields.flatMap((field) => {
    const draft = drafts[field.path]
    return isChange(field, draft) ? [{ field, draft }] : []
  })
}

/** The change as the API takes it. An emptied field is null: none at all, so that the default holds. */
export function changeRequest(
  fields: readonly ConnectorFieldBody[],
  drafts: SettingDrafts,
): Pick<ChangeConnectorSettingsRequest, 'set' | 'unset'> {
  const changed = changedFields(fields, drafts)
  return {
    set: Object.fromEntries(
      changed.flatMap(({ field, draft }) =>
        draft.to === 'before' ? [] : [[field.path, draft.to === 'none' ? null : valueIn(field, draft.text)]],
      ),
    ),
    unset: changed.flatMap(({ field, draft }) => (draft.to === 'before' ? [field.path] : [])),
  }
}

function valueIn({ kind, multiline }: ConnectorFieldBody, typed: string): Value {
  const text = multiline || kind === 'secret' ? typed : typed.trim()
  if (text.trim() === '') return null
  if (kind === 'number') return numberIn(text) ?? text
  if (kind === 'flag') return text === 'true'
  if (kind === 'list') return text.split('\n').flatMap((line) => line.trim() || [])
  return text
}
