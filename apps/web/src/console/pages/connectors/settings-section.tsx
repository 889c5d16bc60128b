import { Title } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import type { ConnectorFieldBody } from '@turnup/contracts'
import { changedFields, type SettingDraft, type SettingDrafts } from './setting-draft.ts'
import { SettingField } from './setting-field.tsx'
import styles from './settings-form.module.css'

export interface SettingsSectionProps {
  /** Absent for the settings that stand under no heading: they are always open. */
  title: string | undefined
  fields: ConnectorFieldBody[]
  drafts: SettingDrafts
  errors: Readonly<Record<string, string>>
  onDraft(path: string, draft: SettingDraft | undefined): void
  isOpen: boolean
  onToggle(isOpen: boolean): void
}

export function SettingsSection(props: SettingsSectionProps) {
  const { title, fields, drafts, errors, onDraft, isOpen, onToggle } = props
  const grid = (
    <div className={styles.grid}>
      {fields.map((field) => (
        <SettingField
          key={field.path}
          field={field}
          draft={drafts[field.path]}
          onDraft={(draft) => onDraft(field.path, draft)}
          error={errors[field.path]}
        />
      ))}
    </div>
  )
  if (title === undefined) return <div className={styles.section}>{grid}</div>
  return (
    <details
      className={styles.section}
      open={isOpen}
      onToggle={(event) => onToggle(event.currentTarget.open)}
    >
      <summary>
        <IconChevronRight size={18} aria-hidden className={styles.chevron} />
        <Title order={3} size="h5">
          {title}
        </Title>
        <span className={styles.count}>{countInWords(fields, drafts)}</span>
      </summary>
      {isOpen && grid}
    </details>
  )
}

function countInWords(fields: ConnectorFieldBody[], drafts: SettingDrafts): string {
  const entered = fields.filter(({ source }) => source === 'console').length
  const changed = changedFields(fields, drafts).length
  const trouble = fields.some(({ source, problem }) => source === 'missing' || problem !== undefined)
  return [
    fields.length === 1 ? '1 setting' : `${fields.length} settings`,
    entered > 0 && `${entered} entered here`,
    changed > 0 && `${changed} changed`,
    trouble && 'needs a look',
  ]
    .filter(Boolean)
    .join(' · ')
}
