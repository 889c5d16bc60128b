import type { RefObject } from 'react'
import { useShortcuts } from '../../shell/shortcuts.ts'

/** j and k walk over causes and the orders of an open one; x ticks the order that has the focus. */
export function useRowKeys(list: RefObject<HTMLElement | null>): void {
  const move = (by: 1 | -1) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const at = rows.indexOf(document.activeElement as HTMLElement)
    const next = at === -1 ? rows.at(by === 1 ? 0 : -1) : rows[at + by]
    next?.focus()
  }
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    x: () => {
      const focused = document.activeElement
      if (focused instanceof HTMLInputElement && focused.matches('[data-row]')) focused.click()
    },
  })
}
