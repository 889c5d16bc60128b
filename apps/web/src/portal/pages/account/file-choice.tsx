import { Input } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import styles from './account.module.css'

/** As much as is told about a file; what is in it stays on the device. */
export interface ChosenFile {
  name: string
  contentType: string
  sizeBytes: number
}

export const mostFiles = 10
export const mostBytes = 50_000_000

const kilobytes = { maximumFractionDigits: 0, style: 'unit', unit: 'kilobyte' } as const

export interface FileChoiceProps {
  files: ChosenFile[]
  error?: ReactNode
  onChoose: (files: ChosenFile[]) => void
}

export function FileChoice({ files, error, onChoose }: FileChoiceProps) {
  const t = useTranslations('account')
  const format = useFormatter()
  const id = useId()
  return (
    <Input.Wrapper id={id} size="md" label={t('files')} description={t('filesHelp')} error={error}>
      <div className={styles.file}>
        <input
          id={id}
          data-path="files"
          type="file"
          multiple
          accept="image/*,application/pdf"
          className="visually-hidden"
          aria-describedby={`${id}-description${error ? ` ${id}-error` : ''}`}
          aria-invalid={error ? true : undefined}
          onChange={(event) => onChoose([...(event.currentTarget.files ?? [])].map(told))}
        />
        {/* The browser's own button speaks the language of the browser, not of the page. */}
        <label htmlFor={id} className={styles.fileButton}>
          {t('filesChoose')}
        </label>
        {files.length === 0 && <span className={styles.quiet}>{t('filesNone')}</span>}
        {files.length > 0 && (
          <ul className={styles.fileNames} aria-label={t('filesChosen')}>
            {files.map(({ name, sizeBytes }) => (
              <li key={`${name} ${sizeBytes}`}>
                {name} ({format.number(sizeBytes / 1000, kilobytes)})
              </li>
            ))}
          </ul>
        )}
      </div>
    </Input.Wrapper>
  )
}

/** Browsers know no kind for endings that are new to them. */
function told({ name, type, size }: File): ChosenFile {
  return { name: name.slice(0, 200), contentType: type || 'application/octet-stream', sizeBytes: size }
}
