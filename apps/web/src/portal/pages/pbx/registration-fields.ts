import type { PbxRequirementBody } from '@turnup/contracts'
import type { PbxDraft, RegistrationValues } from './pbx-draft.ts'

export type RegistrationForm = PbxRequirementBody['forms'][number]
export type FormField = RegistrationForm['fields'][number]
export type FieldName = FormField['name']
export type Party = RegistrationForm['party']

/** Sections in the order in which people expect them. */
const sections = ['business', 'identity', 'address', 'service'] as const

/** The fields of a form by section; sections without fields are left out. Pure. */
export function fieldsBySection({ fields }: Pick<RegistrationForm, 'fields'>) {
  return sections.flatMap((section) => {
    const own = fields.filter((field) => field.section === section)
    return own.length === 0 ? [] : [{ section, fields: own }]
  })
}

/** What stands in the fields at first: what was written before, else what is known already. Pure. */
export function startValues(
  form: RegistrationForm,
  draft: Pick<PbxDraft, 'company' | 'contactEmail' | 'contactPhone' | 'registration'>,
  country: string | undefined,
): Record<FieldName | 'party', string> {
  const known: RegistrationValues = {
    email: draft.contactEmail,
    phone: draft.contactPhone,
    country,
    ...(form.party === 'business' ? { companyName: draft.company } : {}),
  }
  const written = draft.registration?.values ?? {}
  const values = form.fields.map(({ name }) => [name, written[name] ?? known[name] ?? ''] as const)
  return Object.fromEntries([...values, ['party', form.party]]) as Record<FieldName | 'party', string>
}

/** What is sent: fields of this form that hold something. Pure. */
export function filledValues(
  form: RegistrationForm,
  values: Partial<Record<string, string>>,
): RegistrationValues {
  const filled = form.fields.flatMap(({ name }) => {
    const text = values[name]?.trim() ?? ''
    return text === '' ? [] : [[name, text] as const]
  })
  return Object.fromEntries(filled)
}
