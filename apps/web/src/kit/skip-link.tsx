import { useTranslations } from 'use-intl'

/** First in the order of Tab: past the navigation. The page's main part has the id "content". */
export function SkipLink() {
  const t = useTranslations('kit')
  return (
    <a className="skip-link" href="#content">
      {t('skip')}
    </a>
  )
}
