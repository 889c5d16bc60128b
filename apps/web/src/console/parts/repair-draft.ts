import type { RepairBody } from '@turnup/contracts'
import { adoptFields, type ResultField } from './adopt-fields.ts'
import type { RepairKind } from './repair-words.ts'
import { draftOf, isJsonObject, parseDraft, parseJson, type ValueDraft } from './value-draft.ts'

/** What a repair is made for: one step of one order, or the same step of many orders. */
export interface RepairTarget {
  /** How the dialog names it, for example "billing.add-order of 00000123" or "12 orders". */
  name: string
  orders: number
  /** The step, where it is known; of many orders, that of one of them as a sample. */
  step?: { key: string; action: string; input?: unknown }
}

/** Everything that was typed, whichever kind of repair is chosen at the moment. */
export interface RepairDraft {
  kind: RepairKind
  field: string
  value: ValueDraft
  result: ResultField[]
  input: string
  reason: string
}

export type RepairProblems = Partial<Record<'field' | 'value' | 'result' | 'input' | 'reason', string>>
export type ParsedRepair = { ok: true; repair: RepairBody } | { ok: false; problems: RepairProblems }

export function firstDraft({ step }: RepairTarget, kind: RepairKind): RepairDraft {
  const input = inputOf(step?.input)
  const field = Object.keys(input)[0] ?? ''
  return {
    kind,
    field,
    value: valueOfField(input, field),
    result: adoptFields(step?.action),
    input: JSON.stringify(input, null, 2),
    reason: '',
  }
}

export function inputOf(input: unknown): Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input)
    ? (input as Record<string, unknown>)
    : {}
}

/** The number of a SIM is entered anew: what stands in the field is only where it is kept. */
export function valueOfField(input: Record<string, unknown>, field: string): ValueDraft {
  return field === 'iccidSecret' ? { kind: 'text', text: '' } : draftOf(input[field])
}

/** The repair as it is sent, or what is still missing. */
export function parseRepair(draft: RepairDraft): ParsedRepair {
  const reason = draft.reason.trim()
  const problems: RepairProblems = {}
  if (draft.kind === 'retry') return { ok: true, repair: { kind: 'retry' } }
  if (reason === '') problems.reason = 'Say why, in a few words.'
  const repair = contentOf(draft, reason, problems)
  return repair && Object.keys(problems).length === 0 ? { ok: true, repair } : { ok: false, problems }
}

function contentOf(draft: RepairDraft, reason: string, problems: RepairProblems): RepairBody | undefined {
  switch (draft.kind) {
    case 'retry':
      return { kind: 'retry' }
    case 'skip':
      return { kind: 'skip', reason }
    case 'change-input':
      return changeInput(draft, reason, problems)
    case 'adopt':
      return adopt(draft, reason, problems)
    case 'replace': {
      const parsed = draft.input.includes('[redacted]')
        ? parseDraft({ kind: 'json', text: draft.input })
        : parseJson(draft.input)
      if (parsed.ok && isJsonObject(parsed.value)) return { kind: 'replace', input: parsed.value, reason }
      problems.input = parsed.ok ? 'Write fields in curly brackets.' : parsed.problem
      return undefined
    }
  }
}

function changeInput({ field, value }: RepairDraft, reason: string, problems: RepairProblems) {
  if (field.trim() === '') problems.field = 'Name the field.'
  const parsed = parseDraft(value)
  if (!parsed.ok) problems.value = parsed.problem
  return parsed.ok
    ? ({ kind: 'change-input', field: field.trim(), value: parsed.value, reason } as const)
    : undefined
}

function adopt({ result }: RepairDraft, reason: string, problems: RepairProblems): RepairBody | undefined {
  const named = result.filter(({ name }) => name.trim() !== '')
  const parsed = named.map(({ name, draft }) => ({ name: name.trim(), value: parseDraft(draft) }))
  const wrong = parsed.find(({ value }) => !value.ok)
  if (wrong && !wrong.value.ok) problems.result = `${wrong.name}: ${wrong.value.problem}`
  const empty = named.find(
    ({ draft: { kind, text } }) =>
      (kind === 'text' && text.trim() === '') || (kind === 'json' && text.includes('""')),
  )
  if (!wrong && empty) problems.result = `Fill in ${empty.name}.`
  const entries = parsed.flatMap(({ name, value }) => (value.ok ? [[name, value.value] as const] : []))
  return { kind: 'adopt', result: Object.fromEntries(entries), reason }
}
