import { useCallback, useRef } from 'react'

/**
 * One key for one thing that a person wants done once (R081): the same however often it is sent, a new one after
 * `renew`, which belongs where what is asked for changes or was done.
 */
export function useIdempotencyKey(): { key: () => string; renew: () => void } {
  const present = useRef<string>(undefined)
  const key = useCallback(() => {
    present.current ??= crypto.randomUUID()
    return present.current
  }, [])
  const renew = useCallback(() => {
    present.current = undefined
  }, [])
  return { key, renew }
}
