import { accept, type Json, type Outcome, type Refusal, refuse } from '@turnup/domain'
import { noConnectorSettings, type StoredConnectorSettings } from '@turnup/store'
import type { SettingsChange } from '@turnup/use-cases'
import { type ConnectorField, connectorForms, groupsOf } from './connector-forms.ts'
import { isSecret } from './describe-connector.ts'
import { effectiveSettings, problemsIn } from './effective-settings.ts'
import { variablesAt } from './parse-settings.ts'
import type { SettingsProblem } from './read-settings.ts'
import { secretToEnterAnew } from './secrets-anew.ts'
import type { Settings } from './settings.ts'

export interface FittingChange {
  entered: Pick<StoredConnectorSettings, 'values' | 'secrets'>
  /** The settings as they would be. */
  settings: Settings
}

/** Judges a change as a start of the server would judge the whole. The refusal names the field, never a value. */
export function judgeChange(
  connector: string,
  started: Settings,
  stored: readonly StoredConnectorSettings[],
  { set, unset }: SettingsChange,
): Outcome<FittingChange> {
  const form = connectorForms.get(connector) ?? []
  const fieldAt = new Map(form.map((field) => [field.path, field]))
  const kept = stored.find((one) => one.connector === connector) ?? noConnectorSettings(connector)
  const misplaced = misplacedPath(fieldAt, set, unset)
  if (misplaced) return { ok: false, refusal: misplaced }
  const touched = new Set([...Object.keys(set), ...unset])
  const sealed = kept.unreadable.find((path) => !touched.has(path))
  if (sealed !== undefined) {
    const label = fieldAt.get(sealed)?.label ?? sealed
    const message = `${label} was sealed with another master key and cannot be opened. Enter it again, or put it back.`
    return refuse('invalid', 'SECRET_UNREADABLE', message, { field: sealed })
  }
  const entered = {
    values: without(kept.values, touched),
    secrets: without(kept.secrets, touched),
  }
  for (const [path, given] of Object.entries(set)) {
    const field = fieldAt.get(path) as ConnectorField
    const value = tidied(field, given)
    if (carriesCredentials(field, value)) {
      const message = `${field.label} must not hold a user name or a password; they have fields of their own.`
      return refuse('invalid', 'CREDENTIALS_IN_ADDRESS', message, { field: path })
    }
    if (isSecret(field) && value !== null) {
      if (typeof value !== 'string') return refuseField(field, 'must be text.')
      entered.secrets[path] = value
    } else entered.values[path] = value
  }
  const others = stored.filter((one) => one.connector !== connector)
  const before = effectiveSettings(started, stored)
  const after = effectiveSettings(started, [...others, { ...kept, ...entered, unreadable: [] }])
  const known = new Set(before.problems.map(keyOf))
  const problem =
    problemsIn(after.problems, groupsOf(connector))[0] ?? after.problems.find((one) => !known.has(keyOf(one)))
  if (problem) return refuseProblem(form, problem)
  const anew = secretToEnterAnew(form, {
    started,
    before: before.settings,
    after: after.settings,
    set,
    unset,
  })
  if (anew) {
    const message = `Enter ${anew.label} again: with this change another host would get it, or what is signed with it.`
    return refuse('invalid', 'SECRET_NEEDED_ANEW', message, { field: anew.path })
  }
  return accept({ entered, settings: after.settings })
}

function misplacedPath(
  fieldAt: Map<string, ConnectorField>,
  set: SettingsChange['set'],
  unset: string[],
): Refusal | undefined {
  for (const field of [...Object.keys(set), ...unset]) {
    if (!fieldAt.has(field)) {
      const message = `There is no setting ${field} here. Reload the form.`
      return refuse('invalid', 'SETTING_UNKNOWN', message, { field }).refusal
    }
  }
  const field = unset.find((path) => Object.hasOwn(set, path))
  if (field === undefined) return undefined
  const message = 'Either enter a new value or put the field back, not both.'
  return refuse('invalid', 'SETTING_TWICE', message, { field }).refusal
}

/** Copied text often ends with a blank that nobody sees. */
function tidied({ multiline }: ConnectorField, value: Json): Json {
  return typeof value === 'string' && !multiline ? value.trim() : value
}

function carriesCredentials({ kind }: ConnectorField, value: Json): boolean {
  if (kind !== 'url' || typeof value !== 'string' || !URL.canParse(value)) return false
  const { username, password } = new URL(value)
  return username !== '' || password !== ''
}

function without<Value>(record: Record<string, Value>, paths: Set<string>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([path]) => !paths.has(path)))
}

function keyOf({ variable, place, problem }: SettingsProblem): string {
  return [variable, place, problem].join('\0')
}

/** What the start says of a variable, said of the field of the form; the problem may be with both. */
function refuseProblem(form: readonly ConnectorField[], problem: SettingsProblem) {
  const field = form.find(({ place }) => problem.place === place || problem.place?.startsWith(`${place}.`))
  if (!field) return refuse('invalid', 'SETTINGS_INVALID', sentence(problem.variable, problem))
  const isOwn = field.variable === undefined || problem.variable.split(', ').includes(field.variable)
  const message = sentence(isOwn ? field.label : problem.variable, problem)
  return refuse('invalid', 'SETTINGS_INVALID', message, { field: field.path })
}

function refuseField({ label, path }: ConnectorField, problem: string) {
  return refuse('invalid', 'SETTINGS_INVALID', `${label} ${problem}`, { field: path })
}

/** What a variable is for stands at the field already. */
function sentence(subject: string, { place = '', problem, mend }: SettingsProblem): string {
  const isKnown = variablesAt(place).some(({ about }) => about === mend)
  return isKnown ? `${subject} ${problem}` : `${subject} ${problem} ${mend}`
}
