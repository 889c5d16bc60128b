import type { ConnectorFieldBody } from '@turnup/contracts'
import { type Json, redactText } from '@turnup/domain'
import type { StoredConnectorSettings } from '@turnup/store'
import { type ConnectorField, connectorForms } from './connector-forms.ts'
import { effectiveSettings } from './effective-settings.ts'
import { valueAt } from './raw-values.ts'
import type { SettingsProblem } from './read-settings.ts'
import type { Settings } from './settings.ts'

/** A connector's form with what is in effect; of a secret only whether it is set. */
export function describeConnector(
  connector: string,
  started: Settings,
  stored: readonly StoredConnectorSettings[],
): ConnectorFieldBody[] {
  const { settings, problems } = effectiveSettings(started, stored)
  const entered = stored.find((one) => one.connector === connector)
  return (connectorForms.get(connector) ?? []).map((field) => {
    const { path, place, receives: _receives, preset, ...told } = field
    const isBroken = problems.some((problem) => problem.place?.startsWith(`${place.split('.', 1)[0]}.`))
    const written = valueAt(settings.written, place)
    const inEffect = (isBroken ? written : (valueAt(settings, place) ?? written)) ?? preset
    const value = isSecret(field) ? undefined : shown(field, inEffect)
    const isUnreadable = entered?.unreadable.includes(path) === true
    const isSet = isUnreadable || inEffect !== undefined
    const problem = problemOf(field, problems)
    return {
      path,
      ...told,
      ...(value === undefined ? {} : { value }),
      isSet,
      source: sourceOf(field, started, entered, isSet),
      ...(problem ? { problem } : {}),
    }
  })
}

/** Where the value of a field comes from. */
export function sourceOf(
  { path, place, required }: ConnectorField,
  started: Settings,
  entered: StoredConnectorSettings | undefined,
  isSet: boolean,
): ConnectorFieldBody['source'] {
  if (isEntered(path, entered)) return 'console'
  if (valueAt(started.written, place) !== undefined) return 'environment'
  return required && !isSet ? 'missing' : 'default'
}

/** Whether the console keeps something for a field: also "none at all", and what cannot be opened. */
export function isEntered(path: string, entered: StoredConnectorSettings | undefined): boolean {
  if (!entered) return false
  const { values, secrets, unreadable } = entered
  return Object.hasOwn(values, path) || Object.hasOwn(secrets, path) || unreadable.includes(path)
}

export function isSecret({ kind }: ConnectorField): boolean {
  return kind === 'secret'
}

/** Addresses may carry a password, where somebody wrote one into the environment. */
function shown({ kind }: ConnectorField, value: unknown): Json | undefined {
  return kind === 'url' && typeof value === 'string' ? redactText(value) : (value as Json | undefined)
}

function problemOf({ place }: ConnectorField, problems: SettingsProblem[]): string | undefined {
  const found = problems.find((problem) => problem.place === place)
  return found && `${found.variable} ${found.problem} ${found.mend}`
}
