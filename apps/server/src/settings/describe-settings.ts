import { z } from 'zod'
import { groupSchemas } from './settings.ts'
import type { Variable } from './variable.ts'
import { variables } from './variables.ts'

export interface SettingDescription {
  name: string
  about: string
  kind: Variable['kind']
  secret: boolean
  /** As it would be written; absent where there is none. */
  default?: string
  /** What may be written, where only certain words may. */
  choices?: string[]
}

interface JsonSchema {
  properties?: Record<string, JsonSchema>
  default?: unknown
  enum?: unknown[]
  items?: JsonSchema
}

/** Every setting with its default and choices, taken from the schemas that parse it. */
export function describeSettings(): SettingDescription[] {
  const trees = new Map<string, JsonSchema>()
  for (const [group, schema] of Object.entries(groupSchemas)) {
    trees.set(group, z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema)
  }
  return variables.map((known) => {
    const [group = '', ...path] = (known.paths[0] ?? '').split('.')
    const node = path.reduce<JsonSchema | undefined>((tree, key) => tree?.properties?.[key], trees.get(group))
    return {
      name: known.name,
      about: known.about,
      kind: known.kind,
      secret: known.secret === true,
      ...(node?.default === undefined ? {} : { default: written(known, node.default) }),
      ...(node?.enum ? { choices: node.enum.map(String) } : {}),
    }
  })
}

function written({ kind }: Variable, value: unknown): string {
  if (kind === 'seconds') return String(Number(value) / 1_000)
  if (kind === 'list' && Array.isArray(value)) return value.join(',')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** The page docs/settings.md; a test holds that file to it. */
export function settingsPage(): string {
  const rows = describeSettings().map((setting) => {
    const notes = [
      setting.about,
      setting.choices ? `One of ${setting.choices.map((choice) => `\`${choice}\``).join(', ')}.` : '',
      setting.secret ? 'Secret.' : '',
    ]
    const preset = setting.default === undefined || setting.default === '' ? '' : `\`${setting.default}\``
    return `| \`${setting.name}\` | ${preset} | ${notes.filter(Boolean).join(' ').replaceAll('|', '\\|')} |`
  })
  return [
    '# Settings',
    '',
    'Turnup reads its settings from the environment, and from the JSON file that `TURNUP_SETTINGS` names: one object with',
    'the same names. The environment wins. They are read once, at the start; if any are wrong, all problems are printed at',
    'once and nothing starts. Values are never printed.',
    '',
    'Settings of outside systems can also be entered in the console, by administrators. What is entered there wins over the',
    'environment, value by value, until it is put back, and holds without a restart; the secrets among it are sealed in',
    'PostgreSQL under `TURNUP_MASTER_KEY`. What the environment says must still be enough for a start. `turnup doctor` says',
    'which value comes from where. The doors, `MAIL_TRANSPORT`, and choices that several parts follow (`CURRENCY`,',
    '`STATUS_PROFILE`, `OPPORTUNITY_…`, `ELIGIBILITY_…`) are set here only. More: [deployment](guides/deployment.md).',
    '',
    'Times ending in `_SECONDS` may have a fraction. Lists are separated by commas. Flags are `true` or `false`.',
    '',
    '| Name | Default | Meaning |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}
