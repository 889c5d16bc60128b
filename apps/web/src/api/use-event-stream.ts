import { useDocumentVisibility } from '@mantine/hooks'
import { useEffect, useEffectEvent, useState } from 'react'

export type StreamState = 'connecting' | 'live' | 'interrupted' | 'ended'

/**
 * Follows server-sent events of one address while the component is shown; the browser comes back by itself with
 * Last-Event-ID. `handlers` are named after the events; `end` closes for good. A tab in the background lets go of its
 * connection, of which browsers allow only a few, and takes it up again when it comes back.
 * @returns whether the page is live, for people to see
 */
export function useEventStream(
  path: string | undefined,
  handlers: Record<string, (data: unknown, id: string) => void>,
): StreamState {
  const isVisible = useDocumentVisibility() === 'visible'
  const [state, setState] = useState<StreamState>('connecting')
  const handle = useEffectEvent((name: string, event: MessageEvent<string>) => {
    handlers[name]?.(JSON.parse(event.data), event.lastEventId)
  })
  const names = Object.keys(handlers).sort().join(',')
  useEffect(() => {
    if (path === undefined || !isVisible) return
    setState('connecting')
    const source = new EventSource(path)
    source.onopen = () => setState('live')
    // readyState says whether the browser tries again (a refusal is final for it).
    source.onerror = () => setState(source.readyState === EventSource.CLOSED ? 'ended' : 'interrupted')
    for (const name of names.split(',')) {
      source.addEventListener(name, (event) => handle(name, event as MessageEvent<string>))
    }
    source.addEventListener('end', () => {
      setState('ended')
      source.close()
    })
    return () => source.close()
  }, [path, names, isVisible])
  return state
}
