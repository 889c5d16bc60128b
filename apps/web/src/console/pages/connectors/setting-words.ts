import {
  IconAlertTriangle,
  IconDatabase,
  IconPencil,
  IconTerminal2,
  type TablerIcon,
} from '@tabler/icons-react'
import type { ConnectorFieldBody } from '@turnup/contracts'
import { isAbsent, presentText, type SettingDraft } from './setting-draft.ts'

/** Where the value of a setting comes from, in words. */
export function sourceOf({ source, variable, isSet, kind }: ConnectorFieldBody): {
  words: string
  icon: TablerIcon
} {
  switch (source) {
    case 'environment':
      return { words: `From the environment${variable ? ` (${variable})` : ''}`, icon: IconTerminal2 }
    case 'console':
      return { words: isSet ? 'Entered in the console' : 'Emptied in the console', icon: IconPencil }
    case 'missing':
      return { words: 'Missing: the connector needs it', icon: IconAlertTriangle }
    case 'default':
      return { words: kind === 'secret' && !isSet ? 'Not set anywhere' : 'By default', icon: IconDatabase }
  }
}

/** What a setting returns to when the console's value is taken away. */
export function beforeInWords({ variable }: ConnectorFieldBody): string {
  return variable ? 'the environment’s value' : 'the default'
}

export function flagInWords(text: string): string {
  if (text === '') return 'By default'
  return text === 'true' ? 'Yes' : 'No'
}

/** The value in effect for somebody who reads. */
export function presentInWords(field: ConnectorFieldBody): string {
  if (field.kind === 'secret') return field.isSet ? 'Set' : 'Not set'
  if (isAbsent(field)) return 'Does not exist there'
  const text = presentText(field)
  if (field.kind === 'flag') return flagInWords(text)
  if (text === '') return field.value === '' ? 'Empty' : 'By default'
  return withUnit(field, text)
}

/** What a change comes to, for the last look before it is saved; says nothing of secrets. */
export function draftInWords(field: ConnectorFieldBody, draft: SettingDraft): string {
  if (draft.to === 'before') return `back to ${beforeInWords(field)}`
  if (field.kind === 'secret') return draft.to === 'none' ? 'taken away' : 'replaced'
  if (draft.to === 'none') return field.nullable ? 'does not exist there' : 'emptied'
  const text = draft.text.trim()
  if (text === '') return 'emptied, so that the default holds'
  return field.kind === 'flag' ? flagInWords(text) : withUnit(field, text.replaceAll('\n', ', '))
}

function withUnit({ kind, unit }: ConnectorFieldBody, text: string): string {
  return kind === 'number' && unit ? `${text} ${unit}` : text
}

/** Label, with the heading under which it stands. */
export function fullLabel({ label, section }: ConnectorFieldBody): string {
  return section ? `${section}, ${label}` : label
}

/** Milliseconds as people say them, for example 2.5 s; undefined for other units and what is no number. */
export function secondsInWords({ unit }: ConnectorFieldBody, text: string): string | undefined {
  const milliseconds = Number(text.replace(/\s/g, ''))
  if (unit !== 'milliseconds' || text.trim() === '' || !Number.isFinite(milliseconds)) return undefined
  if (milliseconds < 120_000) return `${milliseconds / 1000} s`
  return `${Math.round(milliseconds / 6000) / 10} min`
}
