import { useEffect, useEffectEvent, useRef } from 'react'
import { type StreamState, useEventStream } from '../../api/use-event-stream.ts'

/** Changes come in bursts; one look serves those that fall together. */
const pauseMs = 800

/**
 * Looks again whenever the stream at this address says `change`, which it also does at once when it opens, so also when
 * the tab comes back from the background.
 */
export function useLive(path: string | undefined, look: () => void): StreamState {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const lookNow = useEffectEvent(look)
  useEffect(() => () => clearTimeout(timer.current), [])
  return useEventStream(path, {
    change: () => {
      if (timer.current !== undefined) return
      timer.current = setTimeout(() => {
        timer.current = undefined
        lookNow()
      }, pauseMs)
    },
  })
}
