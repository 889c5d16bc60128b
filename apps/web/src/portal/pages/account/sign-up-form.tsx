import { Button, Divider, Stack, TextInput } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { isApiError } from '../../../api/api-error.ts'
import { siteQuery } from '../../../api/site.ts'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { ButtonLink } from '../../../kit/link.tsx'
import { type Fields, useFields } from '../../../kit/use-fields.ts'
import { useFormErrors } from '../../../kit/use-form-errors.ts'
import { DemoHint } from './demo-hint.tsx'
import { NewPasswordFields } from './new-password-fields.tsx'
import { type SignUpValues, useSignUpRules } from './sign-up-rules.ts'
import styles from './welcome-form.module.css'

export type { SignUpValues } from './sign-up-rules.ts'

const unbreakableHyphen = '\u2011'

export interface SignUpFormProps {
  onSend: (values: SignUpValues) => void
  error: unknown
  isPending: boolean
}

/** The customer number first: without it nothing else helps (R041). */
export function SignUpForm({ onSend, error, isPending }: SignUpFormProps) {
  const t = useTranslations('account')
  const form = useFields<SignUpValues>({
    initialValues: {
      sfNumber: '',
      firstName: '',
      lastName: '',
      email: '',
      confirmEmail: '',
      password: '',
      confirmPassword: '',
      company: '',
      phone: '',
    },
    rules: useSignUpRules(),
  })
  const otherError = useFormErrors(form, error)
  const field = (name: keyof SignUpValues) => ({ withAsterisk: false, ...form.input(name) })
  return (
    <form className={styles.form} noValidate onSubmit={form.submit(onSend)}>
      <Stack>
        <CustomerNumberField form={form} />
        <div className={styles.pair}>
          <TextInput
            required
            label={t('firstName')}
            autoComplete="given-name"
            maxLength={40}
            {...field('firstName')}
          />
          <TextInput
            required
            label={t('lastName')}
            autoComplete="family-name"
            maxLength={60}
            {...field('lastName')}
          />
        </div>
        <TextInput required type="email" label={t('email')} autoComplete="email" {...field('email')} />
        <TextInput
          required
          type="email"
          label={t('emailAgain')}
          autoComplete="email"
          {...field('confirmEmail')}
        />

        <NewPasswordFields
          password={form.values.password}
          email={form.values.email}
          field={(name) => form.input(name)}
        />
        <Divider label={t('optionalPart')} labelPosition="left" />
        <div className={styles.pair}>
          <TextInput label={t('company')} autoComplete="organization" {...field('company')} />
          <TextInput
            type="tel"
            label={t('phone')}
            placeholder="+1 202 555 0143"
            autoComplete="tel"
            {...field('phone')}
          />
        </div>
        <AlreadyKnown error={error} />
        {otherError !== undefined && <ErrorNotice error={otherError} title={t('signUpFailed')} />}
        <Button type="submit" size="md" loading={isPending}>
          {t('signUp')}
        </Button>
      </Stack>
    </form>
  )
}

function CustomerNumberField({ form }: { form: Fields<SignUpValues> }) {
  const t = useTranslations('account')
  const { data: site } = useSuspenseQuery(siteQuery)
  const number = site.demo?.freeCustomerNumber
  return (
    <>
      <TextInput
        required
        withAsterisk={false}
        label={t('customerNumber')}
        description={t('customerNumberHelp')}
        placeholder="C-1234"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        {...form.input('sfNumber')}
      />
      {number && (
        <DemoHint
          text={t('demoSignUp', { number: number.replaceAll('-', unbreakableHyphen) })}
          label={t('demoUseNumber', { number })}
          onUse={() => {
            form.setValues({ sfNumber: number })
            form.getInputNode('firstName')?.focus()
          }}
        />
      )}
    </>
  )
}

/** The two ways on for somebody who has an account already (R024). */
function AlreadyKnown({ error }: { error: unknown }) {
  const t = useTranslations('account')
  const codes = ['EMAIL_ALREADY_REGISTERED', 'CUSTOMER_NUMBER_ALREADY_REGISTERED', 'REGISTRATION_UNFINISHED']
  if (!isApiError(error) || !codes.includes(error.code)) return null
  return (
    <div className={styles.pair}>
      <ButtonLink to="/sign-in" variant="light">
        {t('signIn')}
      </ButtonLink>
      <ButtonLink to="/forgot-password" variant="light">
        {t('resetPassword')}
      </ButtonLink>
    </div>
  )
}
