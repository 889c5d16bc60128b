import { useTranslations } from 'use-intl'
import { TextLink } from '../../../kit/link.tsx'

export function BackToAccount() {
  const t = useTranslations('account')
  return (
    <TextLink to="/account" size="sm">
      {t('accountTitle')}
    </TextLink>
  )
}
