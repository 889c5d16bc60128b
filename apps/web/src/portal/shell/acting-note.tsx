import { IconUserShield } from '@tabler/icons-react'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import { useAction } from '../../kit/use-action.ts'
import { portalSessionQuery, signOut } from '../api/session.ts'
import styles from './acting-note.module.css'

/** On every page while an operator acts for the customer: who, for whom, until when, and how it ends (R166). */
export function ActingNote() {
  const t = useTranslations('shell')
  const format = useFormatter()
  const queryClient = useQueryClient()
  const { data: session } = useSuspenseQuery(portalSessionQuery)
  const end = useAction<void, void>(async () => {
    await signOut(queryClient)
    location.assign('/console')
  })
  if (!session?.actingOperator) return null
  const { name, endsAt } = session.actingOperator
  const { firstName, lastName } = session.user
  return (
    <section className={styles.note} aria-label={t('actingName')}>
      <IconUserShield size={20} aria-hidden />
      <p className={styles.words}>
        {t('acting', { name, customer: `${firstName} ${lastName}` })}{' '}
        {t('actingUntil', { time: format.dateTime(new Date(endsAt), { timeStyle: 'short' }) })}
      </p>
      <button type="button" className={styles.end} disabled={end.isPending} onClick={() => end.run()}>
        {t('actingEnd')}
      </button>
    </section>
  )
}
