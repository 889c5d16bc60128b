import { IconBasket } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import { ButtonLink } from '../../../kit/link.tsx'
import { useBasket } from './use-basket.ts'

/** The way to what was chosen already; nothing while the basket is empty. */
export function BasketLink() {
  const t = useTranslations('catalogue')
  const { basket } = useBasket()
  const count = basket.lines.reduce((sum, { quantity }) => sum + quantity, 0)
  if (count === 0) return null
  return (
    <ButtonLink to="/checkout" variant="light" leftSection={<IconBasket size={20} aria-hidden />}>
      {t('basketCount', { count })}
    </ButtonLink>
  )
}
