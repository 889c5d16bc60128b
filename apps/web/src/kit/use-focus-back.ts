import { useEffect } from 'react'

/**
 * For dialogs that do not give the focus back by themselves: those that are drawn only while they are open, that begin
 * open, or that follow one another. Afterwards the focus is where it was before the first, unless somebody has given it
 * elsewhere.
 * @param isOpen whether one of them is open; by default as long as the caller is drawn
 */
export function useFocusBack(isOpen = true): void {
  useEffect(() => {
    if (!isOpen) return
    const before = document.activeElement
    return () => {
      if (isLost(document.activeElement) && before instanceof HTMLElement && before.isConnected)
        before.focus()
    }
  }, [isOpen])
}

/** Nowhere, or in a dialog that is on its way out. */
function isLost(active: Element | null): boolean {
  return active === null || active === document.body || active.closest('[role="dialog"]') !== null
}
