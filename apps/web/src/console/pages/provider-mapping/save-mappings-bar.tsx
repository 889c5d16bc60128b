import { Button, Group, Text, TextInput } from '@mantine/core'
import { IconDeviceFloppy } from '@tabler/icons-react'
import { useState } from 'react'
import { ActionTrouble } from '../../parts/action-trouble.tsx'
import type { Method } from './mapping-words.ts'
import styles from './provider-mapping.module.css'
import type { MappingEdit } from './use-mapping-edit.ts'

export interface SaveMappingsBarProps {
  edit: MappingEdit
  methods: readonly Method[]
  /** Words of the button: Save group mappings. */
  label: string
}

/** One of the three Save buttons (R160 to R162). */
export function SaveMappingsBar({ edit, methods, label }: SaveMappingsBarProps) {
  const [reason, setReason] = useState('')
  const { saving } = edit
  const count = edit.changes(methods)
  if (!edit.mayEdit)
    return (
      <Text size="sm" c="dimmed">
        Only administrators can change the mapping.
      </Text>
    )
  return (
    <form
      className={styles.bar}
      data-changed={count > 0 || undefined}
      onSubmit={(event) => {
        event.preventDefault()
        if (count > 0) saving.run({ methods, reason: reason.trim() })
      }}
    >
      <Text fw={600} role="status">
        {count === 0
          ? (saving.data ?? 'Nothing is changed')
          : count === 1
            ? '1 change not saved'
            : `${count} changes not saved`}
      </Text>
      {count > 0 && (
        <TextInput
          size="sm"
          aria-label="Reason, for the audit log"
          placeholder="Reason (optional), for the audit log"
          className={styles.reason}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <Group gap="xs">
        {count > 0 && (
          <Button size="sm" variant="subtle" onClick={() => edit.discard(methods)}>
            Discard
          </Button>
        )}
        {/* Not disabled by the attribute: the focus stays here when it is saved. */}
        <Button
          type="submit"
          size="sm"
          leftSection={<IconDeviceFloppy size={17} aria-hidden />}
          loading={saving.isPending}
          aria-disabled={count === 0}
          data-disabled={count === 0 || undefined}
        >
          {label}
        </Button>
      </Group>
      {saving.error && (
        <div className={styles.whole}>
          <ActionTrouble error={saving.error} />
        </div>
      )}
    </form>
  )
}
