import type { ConnectorFieldBody } from '@turnup/contracts'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import type { SettingDraft } from './setting-draft.ts'
import { draftInWords, fullLabel, presentInWords } from './setting-words.ts'

export interface SaveDialogProps {
  name: string
  changes: { field: ConnectorFieldBody; draft: SettingDraft }[]
  opened: boolean
  onClose(): void
  onSave(reason: string): void
  working: boolean
  error: unknown
}

/** The last look at what changes, with the reason. */
export function SaveDialog({ name, changes, opened, onClose, onSave, working, error }: SaveDialogProps) {
  return (
    <ReasonDialog
      opened={opened}
      onClose={onClose}
      title={`Save the settings of ${name}?`}
      confirm="Save"
      placeholder="New credentials since the old ones were rotated"
      onConfirm={onSave}
      working={working}
      error={error}
    >
      This is in effect at once, without a restart:
      <ul style={{ margin: '6px 0 0', paddingInlineStart: 20 }}>
        {changes.map(({ field, draft }) => (
          <li key={field.path} style={{ overflowWrap: 'anywhere' }}>
            <b>{fullLabel(field)}</b>: {field.kind !== 'secret' && `${presentInWords(field)} → `}
            {draftInWords(field, draft)}
          </li>
        ))}
      </ul>
    </ReasonDialog>
  )
}
