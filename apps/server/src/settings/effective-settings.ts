import type { StoredConnectorSettings } from '@turnup/store'
import { connectorForms, groupsOf } from './connector-forms.ts'
import { parseSettings } from './parse-settings.ts'
import { putAt, removeAt } from './raw-values.ts'
import type { SettingsProblem } from './read-settings.ts'
import type { RawSettings, Settings, SettingsGroup } from './settings.ts'

/** The settings that hold now: what the console keeps, laid over what the process was started with. */
export interface EffectiveSettings {
  /** Groups with problems are as the process was started; look at `problems` before using one. */
  settings: Settings
  /** What is kept and does not fit; never holds a value. */
  problems: SettingsProblem[]
}

/** Lays what is kept in the console over what the environment says, and judges the whole as a start does. */
export function effectiveSettings(
  started: Settings,
  stored: readonly StoredConnectorSettings[],
): EffectiveSettings {
  const { written, asked } = layOver(started.written, stored)
  const { parsed, problems } = parseSettings(written, unreadable(stored), asked)
  return { settings: { ...started, ...withoutFormer(started, parsed), written }, problems }
}

/** The problems that keep a part from working which reads these groups of settings. */
export function problemsIn(problems: SettingsProblem[], groups: readonly SettingsGroup[]): SettingsProblem[] {
  return problems.filter(({ place }) => groups.some((group) => place?.startsWith(`${group}.`)))
}

/** What was configured by the environment and is no longer needed must not linger. */
function withoutFormer(started: Settings, parsed: Partial<Settings>): Partial<Settings> {
  const optional = ['pubsub', 'es2plus', 'mvne', 'smtp', 'sendgrid'] as const
  const gone = optional.filter((group) => started[group] !== undefined && parsed[group] === undefined)
  return { ...Object.fromEntries(gone.map((group) => [group, undefined])), ...parsed }
}

function layOver(
  started: RawSettings,
  stored: readonly StoredConnectorSettings[],
): { written: RawSettings; asked: Set<string> } {
  const written = structuredClone(started)
  const asked = new Set<string>()
  for (const { connector, values, secrets } of stored) {
    const entered: Record<string, unknown> = { ...values, ...secrets }
    for (const { path, place, nullable } of connectorForms.get(connector) ?? []) {
      if (!Object.hasOwn(entered, path)) continue
      const value = entered[path]
      if (value === null && !nullable) removeAt(written, place)
      else {
        putAt(written, place, value)
        asked.add(place.split('.', 1)[0] as string)
      }
    }
    for (const group of groupsOf(connector)) {
      if (written[group] && Object.keys(written[group]).length === 0) delete written[group]
    }
  }
  return { written, asked }
}

function unreadable(stored: readonly StoredConnectorSettings[]): SettingsProblem[] {
  return stored.flatMap(({ connector, unreadable: paths }) =>
    paths.map((path) => {
      const field = connectorForms.get(connector)?.find((known) => known.path === path)
      return {
        variable: field?.variable ?? `${connector}.${path}`,
        place: field?.place ?? `${groupsOf(connector)[0]}.${path}`,
        problem: 'was sealed in the console with another master key, and cannot be opened.',
        mend: 'Enter it again in the console, or put it back there.',
      }
    }),
  )
}
