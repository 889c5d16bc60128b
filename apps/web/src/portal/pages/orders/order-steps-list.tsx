import { IconCheck, IconMinus } from '@tabler/icons-react'
import type { OrderBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { Moment } from '../../../kit/moment.tsx'
import { type OrderStep, type StepState, stepsOf } from './order-steps.ts'
import styles from './order-steps-list.module.css'

const names = {
  received: 'stepReceived',
  review: 'stepReview',
  activating: 'stepActivating',
  active: 'stepActive',
} as const

/** A step that is behind the order is called by what came of it. */
const namesWhenDone = { ...names, review: 'stepReviewed', activating: 'stepActivated' } as const

/** The way from "received" to "active": each step with its state in words, the present one gently alive. */
export function OrderStepsList({ order }: { order: OrderBody }) {
  const t = useTranslations('orders')
  const kit = useTranslations('kit')
  const { status, actionRequired } = order
  const isCancelled = status === 'Cancelled'
  const wordOf = ({ name, state }: OrderStep): string => {
    if (name === 'active' && state === 'done') return t('stepReady')
    if (isCancelled && state === 'next') return t('stepNotNeeded')
    if (isCancelled && state === 'stopped') return t('statusCancelled')
    if (state === 'stopped') return actionRequired ? t('statusNeedsYou') : t('statusFailed')
    return kit(state)
  }
  return (
    <ol className={styles.steps} aria-label={t('progress')}>
      {stepsOf(order).map((step) => (
        <li
          key={step.name}
          className={styles.step}
          data-state={step.state}
          aria-current={step.state === 'now' || step.state === 'stopped' ? 'step' : undefined}
        >
          <Mark state={step.state} />
          <span className={styles.name}>{t((step.state === 'done' ? namesWhenDone : names)[step.name])}</span>
          <span className={styles.word}>{wordOf(step)}</span>
          {step.at && step.state !== 'next' && (
            <span className={styles.at}>
              <Moment at={step.at} />
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}

function Mark({ state }: { state: StepState }) {
  return (
    <span className={styles.mark} aria-hidden="true">
      {state === 'done' && <IconCheck size={18} stroke={2.6} />}
      {state === 'stopped' && <IconMinus size={18} stroke={2.6} />}
    </span>
  )
}
