import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { type Fact, FactList } from '../../../kit/fact-list.tsx'
import { TextLink } from '../../../kit/link.tsx'
import { usePlaceWords, usePlanName } from './number-words.ts'
import { extensionRange, seatsOf } from './pbx-prices.ts'
import type { StepName } from './steps.ts'
import styles from './summary-step.module.css'
import { useStep } from './use-step.ts'

/** What was chosen, step by step, each with the way back to change it. */
export function SummaryFacts() {
  const t = useTranslations('pbx')
  const { setup, draft } = useStep()
  const placeWords = usePlaceWords()
  const planName = usePlanName()
  const { hold, registration } = draft
  const plan = hold?.offer.plans.find(({ planId }) => planId === draft.planId)
  const seats = seatsOf(setup, draft)
  const language = setup.admin.languages.find(({ code }) => code === draft.language)
  return (
    <div className={styles.facts}>
      <Part
        step="company"
        facts={[
          { name: t('company'), value: draft.company },
          { name: t('contact'), value: `${draft.contactName}, ${draft.contactEmail}, ${draft.contactPhone}` },
        ]}
      />
      {hold && (
        <Part
          step="number"
          facts={[
            { name: t('number'), value: <span className="figures">{hold.offer.number}</span> },
            { name: t('location'), value: placeWords(hold.offer.place) },
            plan && { name: t('plan'), value: planName(plan) },
          ]}
        />
      )}
      {hold?.offer.needsRegistration && registration && (
        <Part
          step="registration"
          facts={[
            { name: t('party'), value: t(`${registration.party}Party`) },
            {
              name: t('registrationFact'),
              value: t('registrationFields', { count: Object.keys(registration.values).length }),
            },
          ]}
        />
      )}
      <Part
        step="extensions"
        facts={[
          { name: t('domain'), value: draft.domain },
          { name: t('factServer'), value: setup.server.name },
          {
            name: t('factExtensions'),
            value: (
              <span className="figures">
                {`${t('seatCount', { count: seats })} (${extensionRange(setup.firstExtension, seats) ?? ''})`}
              </span>
            ),
          },
        ]}
      />
      <Part
        step="admin"
        facts={[
          { name: t('username'), value: draft.username },
          { name: t('adminEmail'), value: draft.adminEmail ?? draft.contactEmail },
          { name: t('timeZone'), value: draft.timeZone.replaceAll('_', ' ') },
          { name: t('language'), value: language?.name ?? draft.language },
        ]}
      />
    </div>
  )
}

function Part({ step, facts }: { step: StepName; facts: (Fact | undefined)[] }): ReactNode {
  const t = useTranslations('pbx')
  return (
    <section aria-labelledby={`part-${step}`}>
      <div className={styles.part}>
        <Title order={2} id={`part-${step}`} className={styles.partHeading}>
          {t(`${step}Step`)}
        </Title>
        <TextLink to="/pbx/$step" params={{ step }}>
          {t('changeIt')}
          <span className="visually-hidden">: {t(`${step}Step`)}</span>
        </TextLink>
      </div>
      <FactList facts={facts} />
    </section>
  )
}
