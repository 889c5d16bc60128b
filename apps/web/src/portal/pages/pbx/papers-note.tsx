import { Anchor, Title } from '@mantine/core'
import { useTranslations } from 'use-intl'
import styles from './papers-note.module.css'
import type { RegistrationForm } from './registration-fields.ts'

/** Which papers will be asked for later; nothing is uploaded here (R173). */
export function PapersNote({ form }: { form: Pick<RegistrationForm, 'proofs' | 'templates'> }) {
  const t = useTranslations('pbx')
  if (form.proofs.length === 0 && form.templates.length === 0) return null
  return (
    <section className={styles.box} aria-labelledby="papers-heading">
      <Title order={2} id="papers-heading" className={styles.heading}>
        {t('papers')}
      </Title>
      <p className={styles.text}>{t('papersText')}</p>
      <ul className={styles.list}>
        {form.proofs.map(({ of, quantity, accepted }) => (
          <li key={of}>
            <strong>{t(`papers_${of}`, { count: quantity })}</strong>
            {accepted.length > 0 && <span>{t('papersAccepted', { names: accepted.join(', ') })}</span>}
            {of === 'address' && <span>{t('papersFresh')}</span>}
          </li>
        ))}
        {form.templates
          .filter(({ url }) => /^https?:/.test(url))
          .map(({ name, url }) => (
            <li key={url}>
              <strong>{t('papersTemplate')}</strong>
              <Anchor href={url} target="_blank" rel="noreferrer">
                {name}
              </Anchor>
            </li>
          ))}
      </ul>
    </section>
  )
}
