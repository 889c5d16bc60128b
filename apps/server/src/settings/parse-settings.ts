import { crossCheck } from './cross-check.ts'
import { fillIn } from './fill-in.ts'
import type { SettingsProblem } from './read-settings.ts'
import { groupSchemas, isGroupNeeded, type RawSettings, type Settings } from './settings.ts'
import type { Variable } from './variable.ts'
import { variables } from './variables.ts'

export interface ParsedSettings {
  /** The groups that could be parsed. */
  parsed: Partial<Settings>
  problems: SettingsProblem[]
}

/**
 * Fills in what follows from other values, parses every group that is needed by its schema, and looks at what does not
 * fit together. Leaves `written` as it is.
 * @param earlier problems known already; what they name is not complained of twice
 * @param asked groups to be parsed whether they are needed or not
 */
export function parseSettings(
  written: RawSettings,
  earlier: SettingsProblem[] = [],
  asked: ReadonlySet<string> = new Set(),
): ParsedSettings {
  const raw = structuredClone(written)
  const problems = [...earlier]
  const parsed: Partial<Settings> = {}
  for (const [group, schema] of Object.entries(groupSchemas)) {
    fillIn(raw, parsed)
    if (!isGroupNeeded(group, raw, parsed) && !asked.has(group)) continue
    const result = schema.safeParse(raw[group] ?? {})
    if (result.success) Object.assign(parsed, { [group]: result.data })
    else problems.push(...problemsOf(group, result.error.issues, problems))
  }
  problems.push(...crossCheck(parsed))
  return { parsed, problems }
}

function problemsOf(
  group: string,
  issues: { path: PropertyKey[]; message: string; code?: string }[],
  earlier: SettingsProblem[],
): SettingsProblem[] {
  const told = new Set(earlier.flatMap(({ variable }) => variable.split(', ')))
  return issues.flatMap((issue) => {
    const at = variablesAt([group, ...issue.path].join('.'))
    const name = at.map((known) => known.name).join(', ') || [group, ...issue.path].join('.')
    if (at.some((known) => told.has(known.name))) return []
    for (const known of at) told.add(known.name)
    const isMissing = issue.message.endsWith('received undefined')
    const problem = isMissing ? 'is missing.' : `${sentence(issue.message)}`
    const mend = at[0]?.about ?? 'docs/settings.md lists the settings.'
    return [{ variable: name, place: [group, ...issue.path].join('.'), problem, mend }]
  })
}

function sentence(message: string): string {
  const text = /^(must|is|has|names|cannot)\b/.test(message) ? message : `is not right: ${message}`
  return text.endsWith('.') ? text : `${text}.`
}

/** The variables that feed a place, or the nearest place above it. */
export function variablesAt(place: string): Variable[] {
  for (let path = place; path.includes('.'); path = path.slice(0, path.lastIndexOf('.'))) {
    const found = variables.filter((known) => known.paths.includes(path))
    if (found.length > 0) return found
  }
  return []
}
