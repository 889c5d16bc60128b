import type { NumberHoldBody, PbxSetupBody, PlacePbxOrderRequest } from '@turnup/contracts'
import type { Sending } from '../catalogue/basket.ts'
import type { StepName } from './steps.ts'

type Registration = NonNullable<PlacePbxOrderRequest['registration']>
export type RegistrationValues = Registration['values']

/** A number that was chosen, with the moment by this browser's own clock at which it is given up. */
export interface KeptHold extends Omit<NumberHoldBody, 'secondsLeft' | 'expiresAt'> {
  endsAtMs: number
}

/** Everything that was chosen and written in the wizard so far. */
export interface PbxDraft {
  /** False until the first visit has filled in what is known of the customer. */
  isBegun: boolean
  done: StepName[]
  company: string
  contactName: string
  contactEmail: string
  contactPhone: string
  /** How many of each package, by SKU. */
  packages: Record<string, number>
  /** SKUs. */
  features: string[]
  /** SKU */
  numberProduct: string
  search: { country: string; regionId: string; rateCentreId: string; pattern: string }
  hold?: KeptHold
  planId?: string
  /** As typed by the person; empty: the one that the company's name makes. */
  ownDomain: string
  /** In full, as it was found free. */
  domain: string
  username: string
  /** Absent: the contact's. */
  adminEmail?: string
  timeZone: string
  language: string
  group: 'admin' | 'superadmin'
  promoCode: string
  notes: string
  /** Personal data of the registration: in memory alone, never stored. */
  registration?: Registration
  /** It was filled in before: after a reload the page says why it asks again. */
  hadRegistration: boolean
  sending?: Sending
}

export const emptyDraft: PbxDraft = {
  isBegun: false,
  done: [],
  company: '',
  contactName: '',
  contactEmail: '',
  contactPhone: '',
  packages: {},
  features: [],
  numberProduct: '',
  search: { country: '', regionId: '', rateCentreId: '', pattern: '' },
  ownDomain: '',
  domain: '',
  username: '',
  timeZone: '',
  language: '',
  group: 'admin',
  promoCode: '',
  notes: '',
  hadRegistration: false,
}

/** What this browser knows of its person. */
export interface Surroundings {
  locale: string
  timeZone: string
}

/** A new draft: what is known of the customer, and the first of everything there is to choose. Pure. */
export function begunDraft(setup: PbxSetupBody, { locale, timeZone }: Surroundings): PbxDraft {
  const { contact, admin } = setup
  const language = admin.languages.find(({ code }) => code.startsWith(`${locale}-`)) ?? admin.languages[0]
  return {
    ...emptyDraft,
    isBegun: true,
    company: contact.company ?? '',
    contactName: contact.name,
    contactEmail: contact.email,
    contactPhone: contact.phone ?? '',
    packages: setup.packages[0] ? { [setup.packages[0].sku]: 1 } : {},
    numberProduct: setup.numberProducts[0]?.sku ?? '',
    username: admin.defaultUsername,
    timeZone,
    language: language?.code ?? '',
    group: admin.groups[0] ?? 'admin',
  }
}

/** The product by whose page somebody came in. What is no part of a PBX changes nothing. Pure. */
export function withProduct(draft: PbxDraft, setup: PbxSetupBody, sku: string): PbxDraft {
  if (setup.packages.some((one) => one.sku === sku)) return { ...draft, packages: { [sku]: 1 } }
  if (setup.features.some((one) => one.sku === sku)) {
    return { ...draft, features: [...new Set([...draft.features, sku])] }
  }
  if (setup.numberProducts.some((one) => one.sku === sku)) return withNumberProduct(draft, sku)
  return draft
}

/** Another number product may be another carrier's: what was looked for and chosen there is left behind. Pure. */
export function withNumberProduct(draft: PbxDraft, sku: string): PbxDraft {
  if (draft.numberProduct === sku) return draft
  return { ...withoutHold(draft), numberProduct: sku, search: emptyDraft.search }
}

/** Another number may ask for another registration, so that step is open again. Pure. */
export function withHold(draft: PbxDraft, body: NumberHoldBody, nowMs: number): PbxDraft {
  const { secondsLeft, expiresAt: _, ...kept } = body
  const hold = { ...kept, endsAtMs: nowMs + secondsLeft * 1000 }
  const isSame = draft.hold?.offer.number === body.offer.number
  const plans = body.offer.plans
  const plan = plans.find(({ planId }) => isSame && planId === draft.planId) ?? plans[0]
  return {
    ...draft,
    hold,
    planId: plan?.planId,
    done: isSame ? draft.done : draft.done.filter((step) => step !== 'number' && step !== 'registration'),
  }
}

/** Pure. */
export function withoutHold(draft: PbxDraft): PbxDraft {
  const { hold: _, planId: __, ...others } = draft
  return { ...others, done: draft.done.filter((step) => step !== 'number' && step !== 'registration') }
}

/** Pure. */
export function withDone(draft: PbxDraft, step: StepName): PbxDraft {
  return { ...draft, done: [...new Set([...draft.done, step])] }
}

/** What may be kept in the browser: everything but the personal data of the registration. Pure. */
export function storedPart({ registration: _, ...draft }: PbxDraft): PbxDraft {
  return { ...draft, done: draft.done.filter((step) => step !== 'registration') }
}
