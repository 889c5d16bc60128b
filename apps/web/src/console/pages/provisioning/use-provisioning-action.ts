import { useQueryClient } from '@tanstack/react-query'
import { announce } from '../../../kit/announce.tsx'
import { type Action, useAction } from '../../../kit/use-action.ts'
import { ordersKey } from '../../api/orders.ts'
import { provisioningKey } from '../../api/provisioning.ts'
import { isConflict } from '../../parts/action-trouble.tsx'

export interface ProvisioningActionOptions<Result> {
  /** Said to people who listen to the page. */
  says(result: Result): string
  onDone?: (result: Result) => void
}

/** A change to a PBX order; afterwards queue, order and counts are read again, also when somebody else was faster. */
export function useProvisioningAction<Input, Result>(
  act: (input: Input) => Promise<Result>,
  { says, onDone }: ProvisioningActionOptions<Result>,
): Action<Input, Result> {
  const queryClient = useQueryClient()
  const readAgain = () => {
    void queryClient.invalidateQueries({ queryKey: provisioningKey })
    void queryClient.invalidateQueries({ queryKey: ordersKey })
  }
  return useAction(act, {
    onSuccess: (result) => {
      announce(says(result))
      readAgain()
      onDone?.(result)
    },
    onError: (error) => {
      if (isConflict(error)) readAgain()
    },
  })
}
