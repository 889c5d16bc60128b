import { Alert } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import type { PbxRequirementBody } from '@turnup/contracts'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { useFields } from '../../../kit/use-fields.ts'
import choices from './choices.module.css'
import { PapersNote } from './papers-note.tsx'
import { RegistrationField } from './registration-field.tsx'
import {
  type FieldName,
  type RegistrationForm as Form,
  type FormField,
  fieldsBySection,
  filledValues,
  type Party,
  startValues,
} from './registration-fields.ts'
import { useStepRules } from './step-rules.ts'
import { StepWays } from './step-ways.tsx'
import { useStep, useStepRefusal } from './use-step.ts'
import styles from './wizard-page.module.css'

/** A private person or a company, where the number may be either's; then that form. */
export function RegistrationForm({ requirement }: { requirement: PbxRequirementBody }) {
  const t = useTranslations('pbx')
  const { draft } = useStep()
  const { forms, notice } = requirement
  const before = draft.registration?.party
  const [party, setParty] = useState<Party | undefined>(
    forms.find((one) => one.party === before)?.party ?? forms[0]?.party,
  )
  const form = forms.find((one) => one.party === party)
  return (
    <>
      {notice && (
        <Alert color="ember" icon={<IconInfoCircle aria-hidden />} title={t('carrierSays')}>
          {notice}
        </Alert>
      )}
      {forms.length > 1 ? (
        <fieldset className={styles.group}>
          <legend>{t('party')}</legend>
          {forms.map((one) => (
            <label key={one.party} className={choices.choice}>
              <input
                type="radio"
                name="party"
                checked={one.party === party}
                onChange={() => setParty(one.party)}
              />
              <span>
                <span className={choices.name}>{t(`${one.party}Party`)}</span>
                <span className={choices.about}>{t(`${one.party}PartyHint`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
      ) : (
        form && <p className={styles.hint}>{t(`${form.party}Only`)}</p>
      )}
      {form && <PartyForm key={form.party} form={form} requirement={requirement} />}
    </>
  )
}

type Rule = (text: string) => string | null

function PartyForm({ form, requirement }: { form: Form; requirement: PbxRequirementBody }) {
  const t = useTranslations('pbx')
  const { draft, change, goOn } = useStep()
  const rules = useStepRules()
  const ruleOf = ({ name, kind }: FormField): Rule => {
    if (name === 'birthDate') return rules.birthDate
    return { date: rules.day, phone: rules.phone, email: rules.email }[kind as string] ?? (() => null)
  }
  const keep = (values: Partial<Record<string, string>>) =>
    change((before) => ({
      ...before,
      hadRegistration: true,
      registration: {
        party: form.party,
        values: { ...before.registration?.values, ...filledValues(form, values) },
      },
    }))
  const fields = useFields<Record<FieldName | 'party', string>>({
    initialValues: startValues(form, draft, requirement.country),
    rules: Object.fromEntries(
      form.fields.map((field): [string, Rule] => [
        field.name,
        (text) => (text.trim() === '' ? (field.isRequired ? rules.filled(text) : null) : ruleOf(field)(text)),
      ]),
    ),
    onChange: keep,
  })
  const rest = useStepRefusal(fields)
  const send = (values: Record<string, string>) => {
    change((before) => ({
      ...before,
      hadRegistration: true,
      registration: { party: form.party, values: filledValues(form, values) },
    }))
    goOn()
  }
  const country = fields.values.country || requirement.country || ''
  return (
    <form className={styles.fields} noValidate autoComplete="on" onSubmit={fields.submit(send)}>
      {fieldsBySection(form).map(({ section, fields: own }) => (
        <fieldset key={section} className={styles.group}>
          <legend>{t(`${section}Section`)}</legend>
          {section === 'address' && form.addressLevel !== 'world-wide' && (
            <p className={styles.hint}>{t(`address_${form.addressLevel}`)}</p>
          )}
          {own.map((field) => (
            <RegistrationField
              key={field.name}
              field={field}
              input={fields.input(field.name)}
              country={country}
              product={draft.numberProduct}
              onPlace={({ city, area }) =>
                fields.setValues({
                  city,
                  ...(area && form.fields.some(({ name }) => name === 'area') ? { area } : {}),
                })
              }
            />
          ))}
        </fieldset>
      ))}
      <PapersNote form={form} />
      {rest !== undefined && <ErrorNotice error={rest} />}
      <StepWays />
    </form>
  )
}
