import { readFileSync } from 'node:fs'
import { parseSettings } from './parse-settings.ts'
import { putAt } from './raw-values.ts'
import type { RawSettings, Settings } from './settings.ts'
import { convertValue } from './text-values.ts'
import { variables } from './variables.ts'

/** One thing to mend before Turnup can start. Never holds a value. */
export interface SettingsProblem {
  /** The variable at fault, or several where any of them would do. */
  variable: string
  /** Where the value stands inside, '<group>.<path>'; absent where it is no single place. */
  place?: string
  problem: string
  mend: string
}

export type SettingsResult = { ok: true; settings: Settings } | { ok: false; problems: SettingsProblem[] }

/**
 * Reads all settings from the environment and from the JSON file that TURNUP_SETTINGS names; the environment wins.
 * Every problem is found in one go, and none shows a value.
 */
export function readSettings(environment: Record<string, string | undefined>): SettingsResult {
  const earlier: SettingsProblem[] = []
  const values = { ...readFile(environment.TURNUP_SETTINGS, earlier), ...withoutEmpty(environment) }
  const written = gather(values, earlier)
  const { parsed, problems } = parseSettings(written, earlier)
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, settings: { ...parsed, written } as Settings }
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
      putAt(raw, path, converted.value)
    }
  }
  return raw
}
