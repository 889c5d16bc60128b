import { readFileSync } from 'node:fs'
import type { VariableKind } from './variable.ts'

export type Converted = { ok: true; value: unknown } | { ok: false; problem: string }

const yes = new Set(['true', '1', 'yes', 'on'])
const no = new Set(['false', '0', 'no', 'off'])

function good(value: unknown): Converted {
  return { ok: true, value }
}

function bad(problem: string): Converted {
  return { ok: false, problem }
}

/** Turns what was written into what the schema expects. Problems never repeat the value. */
export function convertValue(kind: VariableKind, written: unknown): Converted {
  if (typeof written !== 'string') return convertTyped(kind, written)
  const text = written.trim()
  switch (kind) {
    case 'text':
      return good(text)
    case 'integer':
      return /^-?\d+$/.test(text) ? good(Number(text)) : bad('must be a whole number')
    case 'seconds':
      return /^\d+(\.\d+)?$/.test(text)
        ? good(Math.round(Number(text) * 1_000))
        : bad('must be a number of seconds')
    case 'flag':
      if (yes.has(text.toLowerCase())) return good(true)
      return no.has(text.toLowerCase()) ? good(false) : bad('must be true or false')
    case 'list':
      return good(
        text
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean),
      )
    case 'json':
      return parseJson(text)
    case 'file':
      return readText(text)
    case 'base64':
      return /^[A-Za-z0-9+/\s]+={0,2}$/.test(text)
        ? good(Buffer.from(text, 'base64').toString('utf8'))
        : bad('must be base64')
  }
}

/** Values of a JSON settings file may have their own types. */
function convertTyped(kind: VariableKind, value: unknown): Converted {
  if (kind === 'json') return good(value)
  if (kind === 'flag' && typeof value === 'boolean') return good(value)
  if (kind === 'integer' && typeof value === 'number') return good(value)
  if (kind === 'seconds' && typeof value === 'number') return good(Math.round(value * 1_000))
  if (kind === 'list' && Array.isArray(value)) return good(value)
  if (kind === 'text' && typeof value === 'number') return good(String(value))
  return bad(
    `has the wrong type in the settings file; write it as ${kind === 'flag' ? 'true or false' : 'text'}`,
  )
}

function parseJson(text: string): Converted {
  try {
    return good(JSON.parse(text))
  } catch {
    return bad('is not valid JSON')
  }
}

function readText(path: string): Converted {
  try {
    return good(readFileSync(path, 'utf8'))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    return bad(`names a file that cannot be read (${code})`)
  }
}
