export const valueKinds = ['text', 'number', 'flag', 'json', 'none'] as const
export type ValueKind = (typeof valueKinds)[number]

/** A value while it is being typed. */
export interface ValueDraft {
  kind: ValueKind
  text: string
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export type ParsedValue = { ok: true; value: Json } | { ok: false; problem: string }

/** A recorded value, ready to be edited. */
export function draftOf(value: unknown): ValueDraft {
  if (value === null || value === undefined) return { kind: 'none', text: '' }
  if (typeof value === 'string') return { kind: 'text', text: value }
  if (typeof value === 'number') return { kind: 'number', text: String(value) }
  if (typeof value === 'boolean') return { kind: 'flag', text: String(value) }
  return { kind: 'json', text: JSON.stringify(value, null, 2) }
}

/** What was typed as the value that is sent, or why it cannot be. Hidden parts must not be sent back as they show. */
export function parseDraft({ kind, text }: ValueDraft): ParsedValue {
  if (text.includes('[redacted]')) {
    return {
      ok: false,
      problem: 'Put real values where it says [redacted]: what is hidden is not kept here.',
    }
  }
  switch (kind) {
    case 'none':
      return { ok: true, value: null }
    case 'text':
      return { ok: true, value: text }
    case 'flag':
      return { ok: true, value: text === 'true' }
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text.trim())
        ? { ok: true, value: Number(text) }
        : { ok: false, problem: 'Write a number, for example 42.' }
    case 'json':
      return parseJson(text)
  }
}

export function parseJson(text: string): ParsedValue {
  try {
    return { ok: true, value: JSON.parse(text) as Json }
  } catch {
    return { ok: false, problem: 'This is not JSON yet. Check quotes, commas and brackets.' }
  }
}

export function isJsonObject(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
