import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'

/** Something that can be done on the page that is open. */
export interface PageAction {
  id: string
  label: string
  run(): void
}

export interface PageActions {
  /** What they are about, for example "Order 00000123". */
  subject: string
  actions: PageAction[]
}

const none: PageActions = { subject: '', actions: [] }
let present = none
const listeners = new Set<() => void>()

function put(next: PageActions): void {
  present = next
  for (const listener of listeners) listener()
}

/** Offers the page's own actions in the command palette while the page is shown. */
export function usePaletteActions(subject: string, actions: PageAction[]): void {
  const run = useEffectEvent((id: string) => actions.find((action) => action.id === id)?.run())
  const shown = JSON.stringify(actions.map(({ id, label }) => ({ id, label })))
  useEffect(() => {
    const entries = JSON.parse(shown) as { id: string; label: string }[]
    put({ subject, actions: entries.map((entry) => ({ ...entry, run: () => run(entry.id) })) })
    return () => put(none)
  }, [subject, shown])
}

export function usePresentActions(): PageActions {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => present,
  )
}
