import { useQueryClient } from '@tanstack/react-query'
import type { ConnectorBody, ConnectorChangedBody } from '@turnup/contracts'
import { useAction } from '../../../kit/use-action.ts'
import { connectorsQuery, pauseConnector } from '../../api/connectors.ts'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { connectorName } from './connector-words.ts'

export interface PauseDialogProps {
  connector: ConnectorBody
  opened: boolean
  onClose(): void
  onDone(changed: ConnectorChangedBody): void
}

export function PauseDialog({ connector, opened, onClose, onDone }: PauseDialogProps) {
  const queryClient = useQueryClient()
  const name = connectorName(connector.id)
  const pausing = useAction((reason: string) => pauseConnector(connector.id, reason), {
    onSuccess: async (changed) => {
      await queryClient.invalidateQueries({ queryKey: connectorsQuery.queryKey })
      onDone(changed)
    },
  })
  return (
    <ReasonDialog
      opened={opened}
      onClose={onClose}
      title={`Pause ${name}?`}
      confirm={`Pause ${name}`}
      placeholder="Maintenance window until 06:00"
      onConfirm={pausing.run}
      working={pausing.isPending}
      error={pausing.error}
    >
      Nothing more is sent to {name} for orders. Steps that need it wait, and go on by themselves when it is
      resumed. What is being sent at this moment is finished.
    </ReasonDialog>
  )
}
