/** How a setting is written as text in the environment. */
export type VariableKind =
  | 'text'
  | 'integer'
  | 'flag' // true or false
  | 'list' // separated by commas
  | 'seconds' // kept in milliseconds
  | 'json'
  | 'file' // the path of a file whose text is the value
  | 'base64' // text, encoded so that it fits one line

/** One setting: what it is called outside, and where it stands inside. */
export interface Variable {
  /** Name in the environment and in the settings file. */
  name: string
  kind: VariableKind
  /** Where the value goes, '<group>.<path>'; several where parts of Turnup must agree about it. */
  paths: string[]
  /** What it is for and what to write, in one sentence or two. */
  about: string
  secret?: true
}

/** One row of a table of variables. */
export function variable(
  name: string,
  paths: string | string[],
  kind: VariableKind,
  about: string,
): Variable {
  return { name, kind, paths: typeof paths === 'string' ? [paths] : paths, about }
}

/** A variable whose value is never shown anywhere. */
export function secret(name: string, paths: string | string[], kind: VariableKind, about: string): Variable {
  return { ...variable(name, paths, kind, about), secret: true }
}
