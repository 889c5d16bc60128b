import { NativeSelect } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { useLanguage } from '../language.tsx'

/** Each language under its own name, for those who cannot read the present one. */
const languages = [
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Español' },
] as const

export interface LanguageControlProps {
  /** Seen above the control; without one it is said to screen readers alone. */
  label?: string
  description?: string
  onChosen?: (locale: 'en' | 'es') => void
}

export function LanguageControl({ label, description, onChosen }: LanguageControlProps) {
  const t = useTranslations('shell')
  const { locale, choose } = useLanguage()
  return (
    <NativeSelect
      size="sm"
      label={label}
      description={description}
      aria-label={label === undefined ? t('language') : undefined}
      value={locale}
      data={[...languages]}
      onChange={(event) => {
        const chosen = event.currentTarget.value === 'es' ? 'es' : 'en'
        void choose(chosen)
        onChosen?.(chosen)
      }}
    />
  )
}
