import { useSuspenseQuery } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { portalSessionQuery } from '../../api/session.ts'
import { emptyDraft, type PbxDraft, storedPart } from './pbx-draft.ts'

const storageKey = 'turnup-pbx'

let kept: { owner: string; draft: PbxDraft } | undefined
const listeners = new Set<() => void>()

/** The draft of one customer; what somebody else began at the same screen is nobody's business. */
function draftOf(owner: string): PbxDraft {
  kept ??= readStored()
  return kept?.owner === owner ? kept.draft : emptyDraft
}

function changeDraft(owner: string, change: (draft: PbxDraft) => PbxDraft): void {
  kept = { owner, draft: change(draftOf(owner)) }
  try {
    sessionStorage.setItem(storageKey, JSON.stringify({ owner, draft: storedPart(kept.draft) }))
  } catch {
    // Storage may be full or forbidden; the draft then lives as long as the page.
  }
  for (const listener of listeners) listener()
}

function watchDraft(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The draft of whoever is signed in, and how it is changed; every part of the page follows. */
export function usePbxDraft(): { draft: PbxDraft; change: (change: (draft: PbxDraft) => PbxDraft) => void } {
  const { data: session } = useSuspenseQuery(portalSessionQuery)
  const owner = session?.user.id ?? ''
  const draft = useSyncExternalStore(watchDraft, () => draftOf(owner))
  const change = useCallback(
    (next: (draft: PbxDraft) => PbxDraft) => {
      if (owner) changeDraft(owner, next)
    },
    [owner],
  )
  return { draft, change }
}

/** A draft of an earlier version of the page may lack parts: they are as in an empty one. */
function readStored(): typeof kept {
  try {
    const stored = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') as typeof kept | null
    if (!stored?.owner || typeof stored.draft !== 'object') return undefined
    return { owner: stored.owner, draft: { ...emptyDraft, ...stored.draft } }
  } catch {
    return undefined
  }
}
