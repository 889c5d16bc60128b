import { NativeSelect, type NativeSelectProps } from '@mantine/core'
import { useMemo } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { countryOptions } from './country-names.ts'

/** The browser's own list: typing finds a country in it, and phones show it in their way. */
export function CountryField(props: NativeSelectProps & { 'data-path'?: string }) {
  const t = useTranslations('account')
  const locale = useLocale()
  const data = useMemo(
    () => [{ value: '', label: t('countryChoose') }, ...countryOptions(locale)],
    [locale, t],
  )
  return <NativeSelect {...props} data={data} required withAsterisk={false} />
}
