import { Button, NativeSelect, TextInput, Title } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { type Fields, useFields } from '../../../kit/use-fields.ts'
import type { NumberSearch as Search } from '../../api/pbx.ts'
import { pbxCountriesQuery, pbxRateCentresQuery, pbxRegionsQuery } from '../../api/pbx.ts'
import { countryName } from '../account/country-names.ts'
import { NumberResults } from './number-results.tsx'
import { readable } from './number-words.ts'
import { useStep } from './use-step.ts'
import styles from './wizard-page.module.css'

type Values = Omit<Search, 'product'>
type Country = NonNullable<ReturnType<typeof useCountries>['data']>[number]

/** The same as the server takes: digits, with a star at either end. */
const patternForm = /^(?=.*\d)\*?\d{1,15}\*?$/

/** Where the number is to be and what is to be in it; what was looked for stays for the way back. */
export function NumberSearch({ onChosen }: { onChosen: () => void }) {
  const t = useTranslations('pbx')
  const { draft } = useStep()
  const query = useCountries(draft.numberProduct)
  return (
    <section className={`${styles.box} ${styles.fields}`} aria-labelledby="search-heading">
      <Title order={2} id="search-heading" className={styles.heading}>
        {t('search')}
      </Title>
      <Loaded query={query}>{(countries) => <SearchForm countries={countries} onChosen={onChosen} />}</Loaded>
    </section>
  )
}

function useCountries(product: string) {
  return useQuery(pbxCountriesQuery(product))
}

function SearchForm({ countries, onChosen }: { countries: Country[]; onChosen: () => void }) {
  const t = useTranslations('pbx')
  const { draft, change } = useStep()
  const product = draft.numberProduct
  const only = countries.length === 1 ? countries[0]?.country : undefined
  const start = { ...draft.search, country: draft.search.country || (only ?? '') }
  const [asked, setAsked] = useState<Search | undefined>(
    draft.search.country ? { product, ...draft.search } : undefined,
  )
  const hasRegions = (code: string) => countries.find((one) => one.country === code)?.hasRegions ?? false
  const form = useFields<Values>({
    initialValues: start,
    rules: {
      country: (country) => (country === '' ? t('countryMissing') : null),
      regionId: (region, { country, pattern }) =>
        hasRegions(country) && region === '' && pattern.trim() === '' ? t('regionMissing') : null,
      pattern: (pattern) =>
        pattern.trim() === '' || patternForm.test(pattern.trim()) ? null : t('patternMalformed'),
    },
  })
  const send = (values: Values) => {
    const search = { ...values, pattern: values.pattern.trim() }
    change((before) => ({ ...before, search }))
    setAsked({ product, ...search })
  }
  return (
    <>
      <form className={styles.fields} noValidate onSubmit={form.submit(send)}>
        <CountryChoice countries={countries} form={form} />
        {form.values.country !== '' && <PlaceChoices form={form} />}
        <TextInput
          label={t('pattern')}
          description={t('patternHint')}
          placeholder="*555*"
          inputMode="tel"
          autoComplete="off"
          maxLength={17}
          {...form.input('pattern')}
        />
        <div>
          <Button type="submit" size="md" leftSection={<IconSearch size={18} aria-hidden />}>
            {t('searchNow')}
          </Button>
        </div>
      </form>
      {asked && <NumberResults search={asked} onChosen={onChosen} />}
    </>
  )
}

function CountryChoice({ countries, form }: { countries: Country[]; form: Fields<Values> }) {
  const t = useTranslations('pbx')
  const locale = useLocale()
  const { compare } = new Intl.Collator(locale)
  const options = countries
    .map(({ country, callingCode }) => ({
      value: country,
      label: `${countryName(country, locale)} (+${callingCode})`,
    }))
    .sort((one, other) => compare(one.label, other.label))
  const field = form.input('country')
  return (
    <NativeSelect
      {...field}
      label={t('country')}
      required
      withAsterisk={false}
      data={[{ value: '', label: t('countryChoose') }, ...options]}
      onChange={(event) =>
        form.setValues({ country: event.currentTarget.value, regionId: '', rateCentreId: '' })
      }
    />
  )
}

/** Region and rate centre, where the carrier goes by them. */
function PlaceChoices({ form }: { form: Fields<Values> }) {
  const t = useTranslations('pbx')
  const { draft } = useStep()
  const { country, regionId } = form.values
  const regions = useQuery(pbxRegionsQuery(draft.numberProduct, country))
  const needsRegion = (regions.data?.length ?? 0) > 0
  const centres = useQuery({
    ...pbxRateCentresQuery(draft.numberProduct, country, regionId),
    enabled: regions.data !== undefined && (!needsRegion || regionId !== ''),
  })
  const failed = [regions, centres].find(({ isError, data }) => isError && data === undefined)
  return (
    <div className={styles.pair} aria-busy={regions.isFetching || centres.isFetching}>
      {needsRegion && (
        <NativeSelect
          {...form.input('regionId')}
          label={t('region')}
          data={[
            { value: '', label: t('regionAny') },
            ...(regions.data ?? []).map((one) => ({ value: one.regionId, label: readable(one.name) })),
          ]}
          onChange={(event) => form.setValues({ regionId: event.currentTarget.value, rateCentreId: '' })}
        />
      )}
      {(centres.data?.length ?? 0) > 0 && (
        <NativeSelect
          {...form.input('rateCentreId')}
          label={t('rateCentre')}
          data={[
            { value: '', label: t('rateCentreAny') },
            ...(centres.data ?? []).map(({ rateCentreId, name, isStocked }) => ({
              value: rateCentreId,
              label: isStocked === false ? t('rateCentreEmpty', { name: readable(name) }) : readable(name),
              disabled: isStocked === false,
            })),
          ]}
        />
      )}
      {failed && (
        <ErrorNotice
          error={failed.error}
          onRetry={() => void failed.refetch()}
          retrying={failed.isFetching}
        />
      )}
    </div>
  )
}
