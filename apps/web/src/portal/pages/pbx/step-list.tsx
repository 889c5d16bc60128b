import { IconCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import styles from './step-list.module.css'
import { isReachable, type Progress, type StepName, stepsOf } from './steps.ts'

/** Where the person is in the order, and the ways back; a phone shows the present step's name and how many there are. */
export function StepList({ step, progress }: { step: StepName; progress: Progress }) {
  const t = useTranslations('pbx')
  const steps = stepsOf(progress)
  const place = steps.indexOf(step) + 1
  return (
    <nav className={styles.nav} aria-label={t('steps')}>
      <p className={styles.count}>{t('stepOf', { place, all: steps.length })}</p>
      <ol className={styles.list}>
        {steps.map((name) => {
          const isDone = progress.done.includes(name)
          const words = (
            <>
              {isDone && name !== step && <IconCheck size={16} aria-hidden />}
              {t(`${name}Step`)}
              {isDone && <span className="visually-hidden"> {t('stepDone')}</span>}
            </>
          )
          return (
            <li key={name} data-state={name === step ? 'now' : isDone ? 'done' : 'next'}>
              {name !== step && isReachable(name, progress) ? (
                <Link to="/pbx/$step" params={{ step: name }}>
                  {words}
                </Link>
              ) : (
                <span aria-current={name === step ? 'step' : undefined}>{words}</span>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
