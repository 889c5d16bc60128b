import { Button, Group, Text } from '@mantine/core'
import { IconDeviceFloppy, IconStethoscope } from '@tabler/icons-react'
import styles from './settings-form.module.css'

export interface SettingsBarProps {
  changes: number
  onDiscard(): void
  onTest(): void
  testing: boolean
}

/** Stays in sight while the form scrolls: what is not saved, the test, and saving. */
export function SettingsBar({ changes, onDiscard, onTest, testing }: SettingsBarProps) {
  const isChanged = changes > 0
  return (
    <div className={styles.bar} data-changed={isChanged || undefined}>
      <Text fw={600}>
        {changes === 0
          ? 'Nothing is changed'
          : changes === 1
            ? '1 change not saved'
            : `${changes} changes not saved`}
      </Text>
      <Group gap="xs">
        {isChanged && (
          <Button size="sm" variant="subtle" onClick={onDiscard}>
            Discard
          </Button>
        )}
        <Button
          size="sm"
          variant="default"
          leftSection={<IconStethoscope size={17} aria-hidden />}
          onClick={onTest}
          loading={testing}
        >
          {isChanged ? 'Test before saving' : 'Test the connection'}
        </Button>
        {/* Not disabled by the attribute: the focus comes back here when the dialog closes. */}
        <Button
          type="submit"
          size="sm"
          leftSection={<IconDeviceFloppy size={17} aria-hidden />}
          aria-disabled={!isChanged}
          data-disabled={!isChanged || undefined}
        >
          Save
        </Button>
      </Group>
    </div>
  )
}
