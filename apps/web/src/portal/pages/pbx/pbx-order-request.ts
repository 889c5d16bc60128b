import type { PlacePbxOrderRequest } from '@turnup/contracts'
import type { PbxDraft } from './pbx-draft.ts'
import type { StepName } from './steps.ts'

/** What is sent: only what belongs to this order. @throws Error without a chosen number, which the steps prevent. Pure. */
export function pbxOrderRequestOf(draft: PbxDraft): PlacePbxOrderRequest {
  const { hold, registration } = draft
  if (!hold) throw new Error('A PBX order needs a number.')
  const packages = Object.entries(draft.packages)
    .filter(([, quantity]) => quantity > 0)
    .map(([sku, quantity]) => ({ sku, quantity }))
  const adminEmail = draft.adminEmail?.trim()
  return {
    packages,
    features: draft.features,
    numberProduct: draft.numberProduct,
    holdId: hold.holdId,
    ...(draft.planId ? { planId: draft.planId } : {}),
    company: draft.company.trim(),
    contact: {
      name: draft.contactName.trim(),
      email: draft.contactEmail.trim(),
      phone: draft.contactPhone.trim(),
    },
    domain: draft.domain,
    admin: {
      username: draft.username.trim(),
      ...(adminEmail ? { email: adminEmail } : {}),
      timeZone: draft.timeZone,
      language: draft.language,
      group: draft.group,
    },
    ...(hold.offer.needsRegistration && registration ? { registration } : {}),
    ...(draft.promoCode.trim() ? { promoCode: draft.promoCode.trim() } : {}),
    ...(draft.notes.trim() ? { notes: draft.notes.trim() } : {}),
  }
}

/** Fields of a refusal, as the server names them, and what they are called in their form. */
const formNames: Record<string, string> = {
  'contact.name': 'contactName',
  'contact.email': 'contactEmail',
  'contact.phone': 'contactPhone',
  'admin.username': 'username',
  'admin.email': 'adminEmail',
  'admin.timeZone': 'timeZone',
  'admin.language': 'language',
  'admin.group': 'group',
  domain: 'ownDomain',
  'registration.party': 'party',
}

/** The step whose field a refusal names; undefined when it is about no field of a step. Pure. */
export function stepOfField(field: string | undefined): StepName | undefined {
  if (field === undefined) return undefined
  if (/^(company|contact\b)/.test(field)) return 'company'
  if (/^(numberProduct|holdId|planId)/.test(field)) return 'number'
  if (/^registration/.test(field)) return 'registration'
  if (/^(packages|features|domain)/.test(field)) return 'extensions'
  if (/^admin/.test(field)) return 'admin'
  return /^(promoCode|notes)$/.test(field) ? 'summary' : undefined
}

/** What a refused field is called in the form of its step. Pure. */
export function formNameOf(field: string): string {
  return (
    formNames[field] ?? field.replace(/^registration\.values\./, '').replace(/^(packages|features)\..*/, '$1')
  )
}
