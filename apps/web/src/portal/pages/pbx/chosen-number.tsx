import { Button, Title } from '@mantine/core'
import { IconId } from '@tabler/icons-react'
import type { NumberOfferBody } from '@turnup/contracts'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Money } from '../../../kit/money.tsx'
import choices from './choices.module.css'
import styles from './chosen-number.module.css'
import { HoldNote } from './hold-note.tsx'
import { usePlaceWords, usePlanName } from './number-words.ts'
import type { KeptHold } from './pbx-draft.ts'
import { StepWays } from './step-ways.tsx'
import { useStep } from './use-step.ts'
import wizard from './wizard-page.module.css'

export interface ChosenNumberProps {
  hold: KeptHold
  takesFocus: boolean
  /** Leads to the search; absent while that is open. */
  onChange?: (() => void) | undefined
}

/** The number that is held: what it costs in which plan, for how long it is held, and the way on. */
export function ChosenNumber({ hold, takesFocus, onChange }: ChosenNumberProps) {
  const t = useTranslations('pbx')
  const { draft, change, goOn } = useStep()
  const placeWords = usePlaceWords()
  const heading = useRef<HTMLHeadingElement>(null)
  const focusAtStart = useRef(takesFocus)
  useEffect(() => {
    if (focusAtStart.current) heading.current?.focus()
  }, [])
  const { offer } = hold
  const isGone = hold.endsAtMs <= Date.now()
  return (
    <form
      className={`${wizard.box} ${wizard.fields}`}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isGone) goOn()
      }}
    >
      <div>
        <Title order={2} ref={heading} tabIndex={-1} className={wizard.heading}>
          {t('yourNumber')}
        </Title>
        <p className={styles.number}>{offer.number}</p>
        <p className={wizard.hint}>{placeWords(offer.place)}</p>
      </div>
      <HoldNote hold={hold} />
      <Plans
        plans={offer.plans}
        chosen={draft.planId}
        onChoose={(planId) => change((before) => ({ ...before, planId }))}
      />
      {offer.needsRegistration && (
        <p className={styles.registration}>
          <IconId size={22} aria-hidden />
          {t('numberNeedsRegistration')}
        </p>
      )}
      {onChange && (
        <div>
          <Button variant="default" onClick={onChange}>
            {t('chooseOther')}
          </Button>
        </div>
      )}
      <StepWays />
    </form>
  )
}

interface PlansProps {
  plans: NumberOfferBody['plans']
  chosen: string | undefined
  onChoose: (planId: string) => void
}

/** One plan is simply told; several are a choice. */
function Plans({ plans, chosen, onChoose }: PlansProps) {
  const t = useTranslations('pbx')
  const planName = usePlanName()
  const [only] = plans
  if (plans.length === 1 && only) {
    return (
      <p className={styles.plan}>
        <strong>{planName(only)}</strong> <PlanPrice plan={only} />
      </p>
    )
  }
  return (
    <fieldset className={wizard.group}>
      <legend>{t('plan')}</legend>
      {plans.map((plan) => (
        <label key={plan.planId} className={choices.choice}>
          <input
            type="radio"
            name="plan"
            checked={plan.planId === chosen}
            onChange={() => onChoose(plan.planId)}
          />
          <span>
            <span className={choices.name}>{planName(plan)}</span>
            <PlanPrice plan={plan} />
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function PlanPrice({ plan }: { plan: NumberOfferBody['plans'][number] }) {
  const t = useTranslations('pbx')
  return (
    <span className={styles.price}>
      <span>{t.rich('planMonthly', { amount: () => <Money key="amount" value={plan.monthly} /> })}</span>
      {plan.setup.amountMinor > 0 && (
        <span>{t.rich('planSetup', { amount: () => <Money key="amount" value={plan.setup} /> })}</span>
      )}
      {plan.perMinute && (
        <span>{t('planMinute', { amount: `${plan.perMinute.amount} ${plan.perMinute.currency}` })}</span>
      )}
      {plan.channels !== undefined && <span>{t('planChannels', { count: plan.channels })}</span>}
    </span>
  )
}
