import { TextInput, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { useFields } from '../../../kit/use-fields.ts'
import { pbxDomainQuery } from '../../api/pbx.ts'
import { DomainStatus } from './domain-status.tsx'
import { useStepRules } from './step-rules.ts'
import { StepWays } from './step-ways.tsx'
import { domainQuestion, stateOf, useDomainCheck } from './use-domain-check.ts'
import { useStep, useStepRefusal } from './use-step.ts'
import styles from './wizard-page.module.css'

/** Who the PBX is for and whom to ask about it; the address that follows from the name is looked up at once (R167). */
export function CompanyStep() {
  const t = useTranslations('pbx')
  const rules = useStepRules()
  const queryClient = useQueryClient()
  const { draft, change, goOn } = useStep()
  const { company, contactName, contactEmail, contactPhone, ownDomain } = draft
  const form = useFields({
    initialValues: { company, contactName, contactEmail, contactPhone },
    rules: {
      company: rules.filled,
      contactName: rules.filled,
      contactEmail: rules.email,
      contactPhone: rules.phone,
    },
    onChange: (values) => change((before) => ({ ...before, ...values })),
  })
  const rest = useStepRefusal(form)
  const check = useDomainCheck(form.values.company, ownDomain)
  const send = useAction<void, void>(async () => {
    const asked = domainQuestion(form.getValues().company, ownDomain)
    // When it cannot be looked up now, a later step looks again, and the order itself once more.
    const body = await queryClient.fetchQuery(pbxDomainQuery(asked ?? {})).catch(() => undefined)
    if (body && stateOf(body) !== 'free') {
      const isTaken = stateOf(body) === 'taken'
      form.setFieldError('company', isTaken ? t('companyTaken') : t('companyImpossible'))
      form.getInputNode('company')?.focus()
      return
    }
    change((before) => ({ ...before, domain: body?.domain ?? '' }))
    goOn()
  })
  const field = (name: keyof typeof form.values) => ({
    required: true,
    withAsterisk: false,
    ...form.input(name),
  })
  const choose = (domain: string) => {
    change((before) => ({ ...before, ownDomain: domain, domain }))
    form.setFieldError('company', undefined)
  }
  return (
    <form className={`${styles.box} ${styles.fields}`} noValidate onSubmit={form.submit(() => send.run())}>
      <TextInput label={t('company')} autoComplete="organization" maxLength={120} {...field('company')} />
      <DomainStatus check={check} idle={t('companyHint')} onChoose={choose} />
      <div className={styles.title}>
        <Title order={2} className={styles.heading}>
          {t('contact')}
        </Title>
        <p className={styles.hint}>{t('contactHint')}</p>
      </div>
      <TextInput label={t('contactName')} autoComplete="name" maxLength={120} {...field('contactName')} />
      <div className={styles.pair}>
        <TextInput
          type="email"
          label={t('contactEmail')}
          autoComplete="email"
          maxLength={254}
          {...field('contactEmail')}
        />
        <TextInput
          type="tel"
          label={t('contactPhone')}
          placeholder="+1 202 555 0143"
          autoComplete="tel"
          maxLength={40}
          {...field('contactPhone')}
        />
      </div>
      {rest !== undefined && <ErrorNotice error={rest} />}
      <StepWays loading={send.isPending} />
    </form>
  )
}
