import { NativeSelect } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { useLanguage } from '../language.tsx'

/** Each language under its own name, for those who cannot read the present one. */
const languages = [
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Español' },
] as const

export function LanguageControl({ onChosen }: { onChosen?: (locale: 'en' | 'es') => void }) {
  const t = useTranslations('shell')
  const { locale, choose } = useLanguage()
  return (
    <NativeSelect
      size="sm"
      aria-label={t('language')}
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
