import { useQueryClient } from '@tanstack/react-query'
import type { ProviderMappingBody } from '@turnup/contracts'
import { useState } from 'react'
import { announce } from '../../../kit/announce.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { keepMapping, saveMappings } from '../../api/provider-mapping.ts'
import { useOperator } from '../../api/use-operator.ts'
import {
  changesOf,
  choose,
  emptyDraft,
  type MappingDraft,
  savedProvider,
  shownProvider,
  without,
  withoutSubject,
} from './mapping-draft.ts'
import type { Method } from './mapping-words.ts'

export type MappingEdit = ReturnType<typeof useMappingEdit>

/** Choices on all three tabs until they are saved, each tab by itself. */
export function useMappingEdit(mapping: ProviderMappingBody) {
  const queryClient = useQueryClient()
  const operator = useOperator()
  const [draft, setDraft] = useState<MappingDraft>(emptyDraft)
  const saving = useAction(
    async ({ methods, reason }: { methods: readonly Method[]; reason: string }) => {
      let count = 0
      for (const method of methods) {
        const mappings = changesOf(draft, method)
        if (mappings.length === 0) continue
        // What was saved stays saved when the next one is refused.
        keepMapping(
          queryClient,
          await saveMappings({ method, mappings, ...(reason === '' ? {} : { reason }) }),
        )
        setDraft((present) => without(present, [method]))
        count += mappings.length
      }
      return count === 1 ? '1 mapping saved.' : `${count} mappings saved.`
    },
    { onSuccess: (words) => announce(words) },
  )
  const mayEdit = operator.may('administrator')
  return {
    mapping,
    draft,
    saving,
    mayEdit,
    changes: (methods: readonly Method[]) => methods.flatMap((method) => changesOf(draft, method)).length,
    discard: (methods: readonly Method[]) => {
      saving.reset()
      setDraft((present) => without(present, methods))
    },
    /** For a subject that is no more. */
    forget: (method: Method, subjectId: string) =>
      setDraft((present) => withoutSubject(present, method, subjectId)),
    /** Props of the select for one subject. */
    select: (method: Method, subjectId: string, name: string) => ({
      label: `Provider of ${name}`,
      value: shownProvider(draft, mapping, method, subjectId),
      saved: savedProvider(mapping, method, subjectId),
      providers: mapping.providers,
      onChange: mayEdit
        ? (providerId: string | null) => {
            saving.reset()
            setDraft((present) => choose(present, mapping, { method, subjectId, providerId }))
          }
        : undefined,
    }),
  }
}
