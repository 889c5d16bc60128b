import { Title } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { PriceList } from './price-list.tsx'
import styles from './so-far.module.css'
import { useStep } from './use-step.ts'

/** Beside each step: what has been chosen, and what it costs so far. */
export function SoFar() {
  const t = useTranslations('pbx')
  const { setup, draft } = useStep()
  return (
    <aside className={styles.box} aria-labelledby="so-far">
      <Title order={2} id="so-far" className={styles.heading}>
        {t('soFar')}
      </Title>
      {draft.domain && <p className={styles.domain}>{draft.domain}</p>}
      <PriceList setup={setup} draft={draft} />
      {!draft.hold && <p className={styles.note}>{t('soFarNoNumber')}</p>}
    </aside>
  )
}
