import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { announce } from '../../../kit/announce.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { keepMapping, removeBundle } from '../../api/provider-mapping.ts'
import { ActionTrouble } from '../../parts/action-trouble.tsx'
import type { Bundle } from './bundle-tab.tsx'

export interface DissolveDialogProps {
  bundle: Bundle | undefined
  onClose(): void
  /** What was chosen for it and not saved is of no use any more. */
  onDone(bundleId: string): void
}

/** Takes a bundle apart; its products stay. */
export function DissolveDialog({ bundle, onClose, onDone }: DissolveDialogProps) {
  return (
    <Modal
      opened={bundle !== undefined}
      onClose={onClose}
      title={`Dissolve bundle ${bundle?.name ?? ''}?`}
      size="md"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {bundle && <Dissolve bundle={bundle} onClose={onClose} onDone={onDone} />}
    </Modal>
  )
}

function Dissolve({ bundle, onClose, onDone }: DissolveDialogProps & { bundle: Bundle }) {
  const queryClient = useQueryClient()
  const removing = useAction(() => removeBundle(bundle.id), {
    onSuccess: (answer) => {
      keepMapping(queryClient, answer)
      announce('The bundle is dissolved.')
      onClose()
      onDone(bundle.id)
    },
  })
  return (
    <Stack>
      <Text>
        Its mapping goes with it. Its products stay, and mappings of their product groups apply to them again.
        Orders that were placed already keep their carrier.
      </Text>
      <ActionTrouble error={removing.error} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose} data-autofocus>
          Leave it as it is
        </Button>
        <Button color="red.9" loading={removing.isPending} onClick={() => removing.run(undefined)}>
          Dissolve the bundle
        </Button>
      </Group>
    </Stack>
  )
}
