import { Button } from '@mantine/core'
import { IconClockHour4, IconClockOff } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { announce } from '../../../kit/announce.tsx'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { ButtonLink } from '../../../kit/link.tsx'
import styles from './hold-note.module.css'
import type { KeptHold } from './pbx-draft.ts'
import { useHold } from './use-hold.ts'
import { clockText, useSecondsLeft } from './use-seconds-left.ts'
import { useStep } from './use-step.ts'

/** When little is left, it is said once to those who do not see the clock. */
const soonSeconds = 120

/** How long the chosen number is still held, and how it is kept longer; afterwards, the way to have it again. */
export function HoldNote({ hold }: { hold: KeptHold }) {
  const t = useTranslations('pbx')
  const { step, draft } = useStep()
  const { choose, extend } = useHold()
  const left = useSecondsLeft(hold.endsAtMs)
  const { number, offerId } = hold.offer
  useSayTime(left, number)
  const isOver = left === 0
  const Icon = isOver ? IconClockOff : IconClockHour4
  const error = extend.error ?? choose.error
  return (
    <section className={styles.note} data-soon={left <= soonSeconds || undefined} aria-label={t('holdName')}>
      <Icon size={22} aria-hidden className={styles.icon} />
      <p className={styles.words}>
        {isOver
          ? t('holdOver', { number })
          : t.rich('holdLeft', { number, clock: () => <Clock key="clock" left={left} /> })}
        {!isOver && !hold.heldAtCarrier && <span className={styles.small}>{t('holdHereOnly')}</span>}
        {!isOver && hold.extensionsLeft === 0 && <span className={styles.small}>{t('holdLast')}</span>}
      </p>
      <div className={styles.ways}>
        {isOver ? (
          <>
            <Button
              size="sm"
              loading={choose.isPending}
              onClick={() => choose.run({ product: draft.numberProduct, offerId })}
            >
              {t('holdAgain')}
            </Button>
            {step !== 'number' && (
              <ButtonLink to="/pbx/$step" params={{ step: 'number' }} variant="default" size="sm">
                {t('chooseOther')}
              </ButtonLink>
            )}
          </>
        ) : (
          hold.extensionsLeft > 0 && (
            <Button
              size="sm"
              variant="default"
              loading={extend.isPending}
              onClick={() => extend.run(hold.holdId)}
            >
              {t('holdLonger')}
            </Button>
          )
        )}
      </div>
      {error && (
        <div className={styles.below}>
          <ErrorNotice error={error} />
        </div>
      )}
    </section>
  )
}

function Clock({ left }: { left: number }) {
  return (
    <strong className="figures" role="timer">
      {clockText(left)}
    </strong>
  )
}

function useSayTime(left: number, number: string): void {
  const t = useTranslations('pbx')
  const before = useRef(left)
  useEffect(() => {
    if (before.current > soonSeconds && left <= soonSeconds && left > 0) announce(t('holdSoon', { number }))
    if (before.current > 0 && left === 0) announce(t('holdOver', { number }))
    before.current = left
  }, [left, number, t])
}
