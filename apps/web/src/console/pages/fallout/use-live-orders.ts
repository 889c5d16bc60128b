import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { type StreamState, useEventStream } from '../../../api/use-event-stream.ts'
import { falloutKey } from '../../api/fallout.ts'
import { ordersKey } from '../../api/orders.ts'

/** Many changes in a row are one reading. */
const gatherMs = 800

/** Reads the causes and their orders again whenever any order changes. */
export function useLiveOrders(): StreamState {
  const queryClient = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return useEventStream('/api/console/orders/events', {
    change: () => {
      if (timer.current !== undefined) return
      timer.current = setTimeout(() => {
        timer.current = undefined
        void queryClient.invalidateQueries({ queryKey: falloutKey }, { cancelRefetch: false })
        void queryClient.invalidateQueries({ queryKey: [...ordersKey, 'of-cause'] }, { cancelRefetch: false })
      }, gatherMs)
    },
  })
}
