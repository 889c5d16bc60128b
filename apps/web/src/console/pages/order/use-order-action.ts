import { useQueryClient } from '@tanstack/react-query'
import { announce } from '../../../kit/announce.tsx'
import { type Action, useAction } from '../../../kit/use-action.ts'
import { ordersKey } from '../../api/orders.ts'
import { isConflict } from '../../parts/action-trouble.tsx'

export interface OrderActionOptions<Result> {
  /** Said to people who listen to the page. */
  says: string
  onDone?: (result: Result) => void
}

/** A change to an order; afterwards everything about orders is read again, also when somebody else was faster. */
export function useOrderAction<Input, Result>(
  act: (input: Input) => Promise<Result>,
  { says, onDone }: OrderActionOptions<Result>,
): Action<Input, Result> {
  const queryClient = useQueryClient()
  const readAgain = () => void queryClient.invalidateQueries({ queryKey: ordersKey })
  return useAction(act, {
    onSuccess: (result) => {
      announce(says)
      readAgain()
      onDone?.(result)
    },
    onError: (error) => {
      if (isConflict(error)) readAgain()
    },
  })
}
