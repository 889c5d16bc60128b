import { useQueryClient } from '@tanstack/react-query'
import type { ConnectorChangedBody } from '@turnup/contracts'
import { useAction } from '../../../kit/use-action.ts'
import { connectorsQuery, resumeConnector } from '../../api/connectors.ts'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { connectorName } from './connector-words.ts'

export interface ResumeDialogProps {
  id: string
  opened: boolean
  onClose(): void
  onDone(changed: ConnectorChangedBody): void
}

export function ResumeDialog({ id, opened, onClose, onDone }: ResumeDialogProps) {
  const queryClient = useQueryClient()
  const name = connectorName(id)
  const resuming = useAction((reason: string) => resumeConnector(id, reason), {
    onSuccess: async (changed) => {
      await queryClient.invalidateQueries({ queryKey: connectorsQuery.queryKey })
      onDone(changed)
    },
  })
  return (
    <ReasonDialog
      opened={opened}
      onClose={onClose}
      title={`Use ${name} again?`}
      confirm={`Resume ${name}`}
      isReasonOptional
      reasonLabel="Reason, if you want to give one"
      onConfirm={resuming.run}
      working={resuming.isPending}
      error={resuming.error}
    >
      Every order that waits for {name} goes on. Those that failed at it stay for a repair.
    </ReasonDialog>
  )
}
