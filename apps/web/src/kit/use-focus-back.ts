import { useEffect } from 'react'

/**
 * For a dialog that is drawn only while it is open, which takes the focus with it when it goes: the focus is then where
 * it was before, unless somebody has given it elsewhere.
 */
export function useFocusBack(isOpen = true): void {
  useEffect(() => {
    if (!isOpen) return
    const before = document.activeElement
    return () => {
      const isLost = document.activeElement === null || document.activeElement === document.body
      if (isLost && before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [isOpen])
}
