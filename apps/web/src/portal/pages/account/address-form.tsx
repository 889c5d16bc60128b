import { Button, Divider, Stack, TextInput } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import type { BillingAddressRequest, BillingProfileBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { siteQuery } from '../../../api/site.ts'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { useFields } from '../../../kit/use-fields.ts'
import { useFormErrors } from '../../../kit/use-form-errors.ts'
import { CountryField } from './country-field.tsx'
import styles from './welcome-form.module.css'

type Values = Required<BillingAddressRequest>

export interface AddressFormProps {
  profile: BillingProfileBody
  onSend: (address: BillingAddressRequest) => void
  error: unknown
  isPending: boolean
}

/** What has been typed stays when sending fails. */
export function AddressForm({ profile, onSend, error, isPending }: AddressFormProps) {
  const t = useTranslations('account')
  const { data: site } = useSuspenseQuery(siteQuery)
  const { address } = profile
  const filled = (value: string) => (value.trim() === '' ? t('fillIn') : null)
  const form = useFields<Values>({
    initialValues: {
      street: address.street,
      addressLine2: address.addressLine2 ?? '',
      buildingName: address.buildingName ?? '',
      roomNumber: address.roomNumber ?? '',
      postalCode: address.postalCode,
      city: address.city,
      state: address.state,
      country: address.country || site.defaultCountry,
      phone: profile.phone ?? '',
    },
    rules: { street: filled, postalCode: filled, city: filled, state: filled, country: filled },
  })
  const otherError = useFormErrors(form, error)
  const field = (name: keyof Values) => ({ withAsterisk: false, ...form.input(name) })
  return (
    <form noValidate onSubmit={form.submit((values) => onSend(withoutEmpty(values)))}>
      <Stack>
        <TextInput
          required
          label={t('street')}
          placeholder={t('streetExample')}
          maxLength={120}
          autoComplete="address-line1"
          {...field('street')}
        />
        <TextInput
          label={`${t('addressLine2')} (${t('optional')})`}
          maxLength={120}
          autoComplete="address-line2"
          {...field('addressLine2')}
        />
        <div className={styles.pair}>
          <TextInput
            label={`${t('buildingName')} (${t('optional')})`}
            maxLength={80}
            {...field('buildingName')}
          />
          <TextInput
            label={`${t('roomNumber')} (${t('optional')})`}
            maxLength={40}
            {...field('roomNumber')}
          />
        </div>
        <div className={styles.pair}>
          <TextInput
            required
            label={t('postalCode')}
            maxLength={20}
            autoComplete="postal-code"
            {...field('postalCode')}
          />
          <TextInput
            required
            label={t('city')}
            maxLength={80}
            autoComplete="address-level2"
            {...field('city')}
          />
        </div>
        <TextInput
          required
          label={t('state')}
          description={t('stateHelp')}
          maxLength={80}
          autoComplete="address-level1"
          {...field('state')}
        />
        <CountryField label={t('country')} autoComplete="country" {...form.input('country')} />
        <Divider />
        <TextInput
          type="tel"
          label={`${t('phone')} (${t('optional')})`}
          description={t('phoneHelp')}
          placeholder="+1 202 555 0143"
          maxLength={40}
          autoComplete="tel"
          {...field('phone')}
        />
        {otherError !== undefined && <ErrorNotice error={otherError} title={t('addressNotSaved')} />}
        <Button type="submit" size="md" loading={isPending}>
          {t('addressSave')}
        </Button>
      </Stack>
    </form>
  )
}

function withoutEmpty(values: Values): BillingAddressRequest {
  const filled = Object.entries(values).filter(([, value]) => value.trim() !== '')
  return Object.fromEntries(filled) as BillingAddressRequest
}
