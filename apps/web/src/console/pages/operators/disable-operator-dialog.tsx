import { useQueryClient } from '@tanstack/react-query'
import type { OperatorBody } from '@turnup/contracts'
import { announce } from '../../../kit/announce.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { disableOperator, operatorsQuery } from '../../api/operators.ts'
import { useOperator } from '../../api/use-operator.ts'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'

export interface DisableOperatorDialogProps {
  operator: OperatorBody
  opened: boolean
  onClose(): void
}

export function DisableOperatorDialog({ operator, opened, onClose }: DisableOperatorDialogProps) {
  const me = useOperator()
  const queryClient = useQueryClient()
  const disabling = useAction((reason: string) => disableOperator(operator.id, reason), {
    onSuccess: async () => {
      announce(`${operator.name} may not sign in any more.`)
      await queryClient.invalidateQueries({ queryKey: operatorsQuery.queryKey })
      onClose()
    },
  })
  return (
    <ReasonDialog
      opened={opened}
      onClose={onClose}
      title={`End the access of ${operator.name}?`}
      confirm="End the access"
      isDangerous
      placeholder="Left the company"
      onConfirm={disabling.run}
      working={disabling.isPending}
      error={disabling.error}
    >
      {operator.id === me.id
        ? 'This is you: you are signed out at once, and only another administrator can let you in again.'
        : 'Every sign-in is over at once. What they did keeps their name, and they can be let in again later.'}
    </ReasonDialog>
  )
}
