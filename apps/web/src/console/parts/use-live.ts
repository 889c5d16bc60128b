import { useDocumentVisibility } from '@mantine/hooks'
import { useEffect, useEffectEvent, useRef } from 'react'
import { type StreamState, useEventStream } from '../../api/use-event-stream.ts'

/** Changes come in bursts; one look serves those that fall together. */
const pauseMs = 800

/**
 * Looks again whenever the stream at this address says `change`, which it also does at once when it opens. A tab in the
 * background lets go of its connection, of which browsers allow only a few, and looks again when it comes back.
 */
export function useLive(path: string | undefined, look: () => void): StreamState {
  const isVisible = useDocumentVisibility() === 'visible'
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const lookNow = useEffectEvent(look)
  useEffect(() => () => clearTimeout(timer.current), [])
  return useEventStream(isVisible ? path : undefined, {
    change: () => {
      if (timer.current !== undefined) return
      timer.current = setTimeout(() => {
        timer.current = undefined
        lookNow()
      }, pauseMs)
    },
  })
}
