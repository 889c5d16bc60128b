import { readFileSync } from 'node:fs'
import { crossCheck } from './cross-check.ts'
import { fillIn } from './fill-in.ts'
import { groupSchemas, isGroupNeeded, type RawSettings, type Settings } from './settings.ts'
import { convertValue } from './text-values.ts'
import type { Variable } from './variable.ts'
import { variables } from './variables.ts'

/** One thing to mend before Turnup can start. Never holds a value. */
export interface SettingsProblem {
  /** The variable at fault, or several where any of them would do. */
  variable: string
  problem: string
  mend: string
}

export type SettingsResult = { ok: true; settings: Settings } | { ok: false; problems: SettingsProblem[] }

/**
 * Reads all settings from the environment and from the JSON file that TURNUP_SETTINGS names; the environment wins.
 * Every problem is found in one go, and none shows a value.
 */
export function readSettings(environment: Record<string, string | undefined>): SettingsResult {
  const problems: SettingsProblem[] = []
  const written = { ...readFile(environment.TURNUP_SETTINGS, problems), ...withoutEmpty(environment) }
  const raw = gather(written, problems)
  const parsed: Partial<Settings> = {}
  for (const [group, schema] of Object.entries(groupSchemas)) {
    fillIn(raw, parsed)
    if (!isGroupNeeded(group, raw, parsed)) continue
    const result = schema.safeParse(raw[group] ?? {})
    if (result.success) Object.assign(parsed, { [group]: result.data })
    else problems.push(...problemsOf(group, result.error.issues, problems))
  }
  problems.push(...crossCheck(parsed))
  return problems.length > 0 ? { ok: false, problems } : { ok: true, settings: parsed as Settings }
}

/** The problems as lines for a terminal. */
export function formatProblems(problems: SettingsProblem[]): string {
  const lines = problems.map(({ variable, problem, mend }) => `  ${variable} ${problem}\n      ${mend}`)
  const count = problems.length === 1 ? 'One setting needs' : `${problems.length} settings need`
  return `${count} to be mended before Turnup can start:\n\n${lines.join('\n')}\n`
}

function withoutEmpty(environment: Record<string, string | undefined>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(environment).filter(([, text]) => text?.trim()))
}

function readFile(path: string | undefined, problems: SettingsProblem[]): Record<string, unknown> {
  if (!path) return {}
  const problem = (text: string, mend: string) =>
    problems.push({ variable: 'TURNUP_SETTINGS', problem: text, mend })
  try {
    const file: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof file !== 'object' || file === null || Array.isArray(file)) throw new TypeError()
    const known = new Set(variables.map(({ name }) => name))
    for (const name of Object.keys(file).filter((name) => !known.has(name))) {
      problems.push({
        variable: name,
        problem: 'is not a setting.',
        mend: 'docs/settings.md lists them all.',
      })
    }
    return file as Record<string, unknown>
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'not a JSON object'
    problem(
      `names a file that cannot be used (${code}).`,
      'Name a JSON file like {"PORT": 3000}, or nothing.',
    )
    return {}
  }
}

function gather(written: Record<string, unknown>, problems: SettingsProblem[]): RawSettings {
  const raw: RawSettings = {}
  const setBy = new Map<string, string>()
  for (const known of variables) {
    if (!(known.name in written)) continue
    const converted = convertValue(known.kind, written[known.name])
    if (!converted.ok) {
      problems.push({ variable: known.name, problem: `${converted.problem}.`, mend: known.about })
      continue
    }
    for (const path of known.paths) {
      const other = setBy.get(path)
      if (other) {
        const both = `${other}, ${known.name}`
        problems.push({ variable: both, problem: 'say the same thing.', mend: 'Set only one of them.' })
      }
      setBy.set(path, known.name)
      put(raw, path.split('.'), converted.value)
    }
  }
  return raw
}

function put(raw: RawSettings, path: string[], value: unknown): void {
  let place: Record<string, unknown> = raw
  for (const key of path.slice(0, -1)) {
    place[key] ??= {}
    place = place[key] as Record<string, unknown>
  }
  place[path.at(-1) as string] = value
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
    return [{ variable: at.length > 1 ? at.map((known) => known.name).join(', ') : name, problem, mend }]
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
