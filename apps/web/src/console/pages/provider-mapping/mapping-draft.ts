import type { ProviderMappingBody, SaveMappingsRequest } from '@turnup/contracts'
import type { Method } from './mapping-words.ts'

/** What is chosen and not saved: the carrier's id, or null to take a mapping away, by method and subject. */
export type MappingDraft = ReadonlyMap<string, string | null>
type Mappings = SaveMappingsRequest['mappings']

export const emptyDraft: MappingDraft = new Map()

const keyOf = (method: Method, subjectId: string) => `${method}:${subjectId}`

/** What is saved for a subject; undefined where nothing is. */
export function savedProvider(
  mapping: ProviderMappingBody,
  method: Method,
  subjectId: string,
): string | undefined {
  if (method === 'group') return mapping.groups.find(({ groupId }) => groupId === subjectId)?.providerId
  if (method === 'bundle') return mapping.bundles.find(({ id }) => id === subjectId)?.providerId
  return mapping.products.find(({ sku }) => sku === subjectId)?.ownProviderId
}

/** What the field shows: the choice, else what is saved. */
export function shownProvider(
  draft: MappingDraft,
  mapping: ProviderMappingBody,
  method: Method,
  subjectId: string,
): string | null {
  const chosen = draft.get(keyOf(method, subjectId))
  return chosen === undefined ? (savedProvider(mapping, method, subjectId) ?? null) : chosen
}

/** The draft with one more choice; one that says what is saved already is none. */
export function choose(
  draft: MappingDraft,
  mapping: ProviderMappingBody,
  { method, subjectId, providerId }: { method: Method } & Mappings[number],
): MappingDraft {
  const next = new Map(draft)
  if (providerId === (savedProvider(mapping, method, subjectId) ?? null))
    next.delete(keyOf(method, subjectId))
  else next.set(keyOf(method, subjectId), providerId)
  return next
}

/** The choices of one method, as they are sent. */
export function changesOf(draft: MappingDraft, method: Method): Mappings {
  return [...draft].flatMap(([key, providerId]) =>
    key.startsWith(`${method}:`) ? [{ subjectId: key.slice(method.length + 1), providerId }] : [],
  )
}

export function without(draft: MappingDraft, methods: readonly Method[]): MappingDraft {
  return new Map([...draft].filter(([key]) => !methods.some((method) => key.startsWith(`${method}:`))))
}

export function withoutSubject(draft: MappingDraft, method: Method, subjectId: string): MappingDraft {
  return new Map([...draft].filter(([key]) => key !== keyOf(method, subjectId)))
}
