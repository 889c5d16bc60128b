import { Modal } from '@mantine/core'
import type { RepairBody } from '@turnup/contracts'
import type { RepairTarget } from './repair-draft.ts'
import { RepairForm } from './repair-form.tsx'
import type { RepairKind } from './repair-words.ts'

export interface RepairDialogProps {
  opened: boolean
  onClose(): void
  target: RepairTarget
  /** Those that fit, best first. */
  kinds: readonly RepairKind[]
  /** The one that is chosen from the start; by default the first that fits. */
  kind?: RepairKind
  /** Sends it; close the dialog yourself when it has worked. */
  onRepair(repair: RepairBody): void
  working?: boolean
  error?: unknown
}

/** "Fix and continue": chooses a repair for one stuck step, or the same repair for many orders. */
export function RepairDialog({ opened, onClose, ...form }: RepairDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Repair ${form.target.name}`}
      size="xl"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <RepairForm {...form} onClose={onClose} />
    </Modal>
  )
}
