import { type KeyboardEvent, type RefObject, useCallback } from 'react'
import { useShortcuts } from '../../shell/shortcuts.ts'

export interface RowKeys {
  /** What the key x does with the order that has the focus. */
  select(id: string): void
  refresh(): void
}

/**
 * j and k, and the arrows once the focus is in the list, go from order to order; Enter is the link's own. The focus is on
 * the row's link, so it stays where it is while rows change.
 */
export function useRowKeys(list: RefObject<HTMLElement | null>, { select, refresh }: RowKeys) {
  const move = useCallback(
    (by: 1 | -1) => {
      const focused = focusedLink(list.current)?.dataset.rowLink
      const links = [...(list.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])]
      const at = links.findIndex((link) => link.dataset.rowLink === focused)
      const next =
        at === -1 ? (by === 1 ? 0 : links.length - 1) : Math.min(Math.max(at + by, 0), links.length - 1)
      links[next]?.focus()
    },
    [list],
  )
  const selectFocused = () => {
    const id = focusedLink(list.current)?.dataset.rowLink
    if (id) select(id)
  }
  useShortcuts({ j: () => move(1), k: () => move(-1), x: selectFocused, r: refresh })
  return (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined
    if (by === undefined || !(event.target instanceof HTMLElement) || !event.target.dataset.rowLink) return
    event.preventDefault()
    move(by)
  }
}

/** The link of the row in which the focus is. */
function focusedLink(list: HTMLElement | null): HTMLElement | undefined {
  const row = document.activeElement?.closest('tr, li')
  if (!row || !list?.contains(row)) return undefined
  return row.querySelector<HTMLElement>('[data-row-link]') ?? undefined
}
