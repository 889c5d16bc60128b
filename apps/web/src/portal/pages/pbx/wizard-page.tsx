import { IconPhoneOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Navigate, useParams } from '@tanstack/react-router'
import type { PbxSetupBody } from '@turnup/contracts'
import { type ComponentType, useState } from 'react'
import { useTranslations } from 'use-intl'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { ButtonLink } from '../../../kit/link.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Page } from '../../../kit/page.tsx'
import { pbxSetupQuery } from '../../api/pbx.ts'
import { AdminStep } from './admin-step.tsx'
import { CompanyStep } from './company-step.tsx'
import { ExtensionsStep } from './extensions-step.tsx'
import { HoldNote } from './hold-note.tsx'
import { NumberStep } from './number-step.tsx'
import { RegistrationStep } from './registration-step.tsx'
import { SoFar } from './so-far.tsx'
import { StepList } from './step-list.tsx'
import { firstOpenStep, isReachable, isStep, type StepName } from './steps.ts'
import { SummaryStep } from './summary-step.tsx'
import { useBegunDraft } from './use-begun-draft.ts'
import { WizardContext } from './use-step.ts'
import styles from './wizard-page.module.css'

const parts: Record<StepName, ComponentType> = {
  company: CompanyStep,
  number: NumberStep,
  registration: RegistrationStep,
  extensions: ExtensionsStep,
  admin: AdminStep,
  summary: SummaryStep,
}

/** Orders a hosted PBX step by step; each step has its address, and none can be reached before those it builds on. */
export function PbxWizardPage() {
  const t = useTranslations('pbx')
  const query = useQuery(pbxSetupQuery)
  if (!query.data) {
    return (
      <Page title={t('title')}>
        <Loaded query={query}>{() => null}</Loaded>
      </Page>
    )
  }
  return query.data.orderable ? <Wizard setup={query.data} /> : <NotOrderable />
}

function Wizard({ setup }: { setup: PbxSetupBody }) {
  const t = useTranslations('pbx')
  const { step } = useParams({ from: '/customer/pbx/$step' })
  const [refusal, setRefusal] = useState<unknown>()
  const draft = useBegunDraft(setup)
  if (!draft.isBegun) return null
  const progress = { done: draft.done, needsRegistration: draft.hold?.offer.needsRegistration ?? false }
  if (!isStep(step) || !isReachable(step, progress)) {
    return <Navigate to="/pbx/$step" params={{ step: firstOpenStep(progress) }} replace />
  }
  const Step = parts[step]
  return (
    <WizardContext value={{ setup, step, refusal, setRefusal }}>
      <Page
        key={step}
        title={t(`${step}Title`)}
        intro={t(`${step}Intro`)}
        above={<StepList step={step} progress={progress} />}
      >
        <div className={styles.columns} data-whole={step === 'summary' || undefined}>
          <div className={styles.main}>
            {draft.hold && step !== 'number' && <HoldNote hold={draft.hold} />}
            <Step />
          </div>
          {step !== 'summary' && <SoFar />}
        </div>
      </Page>
    </WizardContext>
  )
}

function NotOrderable() {
  const t = useTranslations('pbx')
  return (
    <Page title={t('title')}>
      <EmptyState
        order={2}
        icon={<IconPhoneOff size={36} aria-hidden />}
        title={t('closedTitle')}
        text={t('closedText')}
        action={<ButtonLink to="/support">{t('askSupport')}</ButtonLink>}
      />
    </Page>
  )
}
