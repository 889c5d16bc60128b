import { Textarea, TextInput } from '@mantine/core'
import type { ChangeEvent, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { CountryField } from '../account/country-field.tsx'
import { PlaceField } from './place-field.tsx'
import type { FormField } from './registration-fields.ts'

export interface FieldInput {
  'data-path': string
  value: string
  error: ReactNode
  onChange: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>) => void
}

export interface RegistrationFieldProps {
  field: Pick<FormField, 'name' | 'kind'> & { isRequired?: boolean }
  input: FieldInput
  /** ISO 3166-1 alpha-2, in which a city is looked up; empty: not looked up. */
  country: string
  /** SKU of the number product, whose carrier knows the cities; absent: not looked up. */
  product?: string
  onPlace?: (place: { city: string; area?: string | undefined }) => void
}

const autoCompletes: Partial<Record<FormField['name'], string>> = {
  firstName: 'given-name',
  lastName: 'family-name',
  birthDate: 'bday',
  phone: 'tel',
  email: 'email',
  companyName: 'organization',
  country: 'country',
  city: 'address-level2',
  area: 'address-level1',
  postalCode: 'postal-code',
  street: 'street-address',
}

/** Names with a line of help under them. */
const withHint = new Set(['firstName', 'lastName', 'birthDate', 'phone', 'vatId', 'serviceDescription'])

/** One thing that the carrier asks for, by its kind. */
export function RegistrationField({ field, input, country, product, onPlace }: RegistrationFieldProps) {
  const t = useTranslations('pbx')
  const { name, kind, isRequired = true } = field
  const props = {
    ...input,
    label: isRequired ? t(`field_${name}`) : t('fieldOptional', { name: t(`field_${name}`) }),
    description: withHint.has(name) ? t(`hint_${name as 'firstName'}`) : undefined,
    required: isRequired,
    withAsterisk: false,
    maxLength: 500,
    autoComplete: autoCompletes[name] ?? 'off',
  }
  switch (kind) {
    case 'long-text':
      return <Textarea {...props} rows={4} />
    case 'date':
      return (
        <TextInput {...props} type="date" max={name === 'birthDate' ? today() : undefined} w={{ xs: 240 }} />
      )
    case 'phone':
      return <TextInput {...props} type="tel" placeholder="+1 202 555 0143" />
    case 'email':
      return <TextInput {...props} type="email" />
    case 'country': {
      const { maxLength: _, ...ofList } = props
      return <CountryField {...ofList} />
    }
    case 'place':
      return product && onPlace ? (
        <PlaceField {...props} country={country} product={product} onPlace={onPlace} />
      ) : (
        <TextInput {...props} />
      )
    case 'text':
      return <TextInput {...props} />
  }
}

function today(): string {
  return new Date().toISOString().slice(0, 10)
}
