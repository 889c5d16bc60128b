import { ActionIcon, CopyButton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { announce } from '../../kit/announce.tsx'
import styles from './copyable-id.module.css'

/** An id of any length with a button that copies it. */
export function CopyableId({ value, label }: { value: string; label: string }) {
  return (
    <span className={styles.id}>
      <code>{value}</code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <ActionIcon
            variant="subtle"
            size="sm"
            aria-label={`Copy ${label}`}
            onClick={() => {
              copy()
              announce(`${label} copied`)
            }}
          >
            {copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
          </ActionIcon>
        )}
      </CopyButton>
    </span>
  )
}
