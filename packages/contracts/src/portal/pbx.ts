import { numberKindWords, registrationFields } from '@turnup/domain'
import { z } from 'zod'
import { Instant, MoneyBody, textOf } from '../common.ts'

const Sku = z.string().trim().min(1).max(180)
const CountryCode = z
  .string()
  .regex(/^[A-Z]{2}$/, 'is not a country code')
  .describe('ISO 3166-1 alpha-2')
const CarrierWord = z.string().trim().min(1).max(80)
const OfferId = z.string().min(1).max(300).describe('From the search; opaque.')

const SoldBody = {
  sku: z.string(),
  name: z.string(),
  description: z.string(),
  price: MoneyBody.describe('For one, and for each billing cycle.'),
  billingCycle: z.enum(['monthly', 'annually', 'one-time']),
  maxQuantity: z.int(),
}

/** What the checkout of a hosted PBX offers (R155, R175, R176). Only products that can be ordered are in it (R164). */
export const PbxSetupBody = z
  .object({
    orderable: z.boolean(),
    problem: z.string().optional().describe('Why nothing can be ordered at the moment, for people.'),
    server: z.object({
      name: z.string(),
      baseDomain: z.string().describe('Tenants are made under it: pbx.example.com'),
    }),
    packages: z.array(
      z.object({ ...SoldBody, seats: z.int(), pricePerSeat: MoneyBody.describe('Rounded to minor units.') }),
    ),
    numberProducts: z
      .array(
        z.object({
          ...SoldBody,
          provider: z.object({ id: z.string(), name: z.string() }),
          canReserve: z
            .boolean()
            .describe('A chosen number is held at the carrier too, while the countdown runs.'),
          canRegister: z.boolean().describe('Some of its numbers may need identity, address or papers.'),
        }),
      )
      .describe('Choose one: it decides which carrier the number comes from.'),
    features: z.array(z.object({ ...SoldBody, feature: z.string() })),
    firstExtension: z.int(),
    maxSeats: z.int(),
    admin: z.object({
      defaultUsername: z.string(),
      groups: z.array(z.enum(['admin', 'superadmin'])).describe('The default first.'),
      languages: z.array(z.object({ code: z.string(), name: z.string() })).describe('The default first.'),
    }),
    hold: z.object({ minutes: z.int(), extensions: z.int() }),
    contact: z
      .object({
        company: z.string().optional(),
        name: z.string(),
        email: z.string(),
        phone: z.string().optional(),
      })
      .describe('What is known of the customer, to fill in first.'),
  })
  .meta({ id: 'PbxSetup' })
export type PbxSetupBody = z.infer<typeof PbxSetupBody>

/** Either a company's name, from which a domain is made, or a domain or label that somebody typed. */
export const PbxDomainQuery = z
  .object({ company: textOf(120).optional(), domain: z.string().trim().min(1).max(253).optional() })
  .refine(({ company, domain }) => (company === undefined) !== (domain === undefined), {
    message: 'Send either company or domain',
  })
export type PbxDomainQuery = z.infer<typeof PbxDomainQuery>

export const PbxDomainBody = z
  .object({
    domain: z
      .string()
      .optional()
      .describe('In full and normalised; absent when nothing could be made of the text.'),
    available: z.boolean(),
    problem: z.string().optional().describe('For people: why it cannot be had.'),
    suggestions: z
      .array(z.string())
      .describe('Free domains, in full; at most three. Empty when this one is free.'),
  })
  .meta({ id: 'PbxDomain' })
export type PbxDomainBody = z.infer<typeof PbxDomainBody>

export const PbxCountriesQuery = z.object({ product: Sku.describe('SKU of the number product.') })
export const PbxCountryBody = z
  .object({
    country: z.string(),
    name: z.string(),
    callingCode: z.string(),
    hasRegions: z.boolean().describe('A region must be chosen before the search, unless there is a pattern.'),
  })
  .meta({ id: 'PbxCountry' })
export const PbxCountriesBody = z.object({ countries: z.array(PbxCountryBody) }).meta({ id: 'PbxCountries' })
export type PbxCountriesBody = z.infer<typeof PbxCountriesBody>

export const PbxRegionsQuery = PbxCountriesQuery.extend({ country: CountryCode })
export const PbxRegionsBody = z
  .object({ regions: z.array(z.object({ regionId: z.string(), name: z.string() })) })
  .meta({ id: 'PbxRegions' })
export type PbxRegionsBody = z.infer<typeof PbxRegionsBody>

export const PbxRateCentresQuery = PbxRegionsQuery.extend({ regionId: CarrierWord.optional() })
export const PbxRateCentresBody = z
  .object({
    rateCentres: z.array(
      z.object({
        rateCentreId: z.string(),
        name: z.string(),
        isStocked: z
          .boolean()
          .optional()
          .describe('Absent where the carrier does not tell before the search.'),
      }),
    ),
  })
  .meta({ id: 'PbxRateCentres' })
export type PbxRateCentresBody = z.infer<typeof PbxRateCentresBody>

/** R168 */
export const PbxNumberQuery = PbxRateCentresQuery.extend({
  rateCentreId: CarrierWord.optional(),
  kind: z.enum(numberKindWords).optional(),
  pattern: z
    .string()
    .regex(/^(?=.*\d)\*?\d{1,15}\*?$/, 'may hold digits, with a star at either end: *555*')
    .optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
  cursor: z.string().max(400).optional(),
})
export type PbxNumberQuery = z.infer<typeof PbxNumberQuery>

export const NumberPlanBody = z
  .object({
    planId: z.string(),
    kind: z.enum(['per-minute', 'unlimited', 'channels']),
    name: z.string(),
    channels: z.int().optional(),
    monthly: MoneyBody,
    setup: MoneyBody,
    perMinute: z
      .object({ amount: z.string().describe('Decimal text of major units: "0.0090"'), currency: z.string() })
      .optional(),
    vat: MoneyBody.optional().describe('On the first month and the setup together, where it is known.'),
  })
  .meta({ id: 'NumberPlan' })

export const NumberOfferBody = z
  .object({
    offerId: z.string(),
    number: z.string().describe('E.164'),
    place: z.object({
      country: z.string(),
      regionId: z.string().optional(),
      regionName: z.string().optional(),
      rateCentreId: z.string().optional(),
      city: z.string().optional(),
    }),
    kind: z.enum(numberKindWords),
    features: z.array(z.string()),
    plans: z.array(NumberPlanBody).describe('The default first; never empty.'),
    needsRegistration: z.boolean(),
  })
  .meta({ id: 'NumberOffer' })
export type NumberOfferBody = z.infer<typeof NumberOfferBody>

export const PbxNumbersBody = z
  .object({
    offers: z.array(NumberOfferBody).describe('Without those that other customers hold at the moment.'),
    nextCursor: z.string().optional(),
  })
  .meta({ id: 'PbxNumbers' })
export type PbxNumbersBody = z.infer<typeof PbxNumbersBody>

/** Choosing a number holds it; what was held before is given up. */
export const HoldNumberRequest = z
  .object({ product: Sku.describe('SKU of the number product.'), offerId: OfferId })
  .meta({ id: 'HoldNumberRequest' })
export type HoldNumberRequest = z.infer<typeof HoldNumberRequest>

export const NumberHoldBody = z
  .object({
    holdId: z.uuid(),
    provider: z.object({ id: z.string(), name: z.string() }),
    offer: NumberOfferBody,
    expiresAt: Instant,
    secondsLeft: z
      .int()
      .describe('0: it has run out; choose again. Count down from here, whatever the clock says.'),
    extensionsLeft: z.int(),
    heldAtCarrier: z
      .boolean()
      .describe('False: nobody else here can choose it, but the carrier may sell it elsewhere.'),
  })
  .meta({ id: 'NumberHold' })
export type NumberHoldBody = z.infer<typeof NumberHoldBody>

const RegistrationFieldName = z.enum(registrationFields)

/** What the carrier asks for a number, live from the carrier; the form is drawn from it (R169 to R173). */
export const PbxRequirementBody = z
  .object({
    needed: z.boolean().describe('False: skip this step.'),
    requirementId: z.string().optional(),
    country: z.string().optional(),
    notice: z.string().optional().describe("The carrier's own words of restriction, to be shown."),
    forms: z
      .array(
        z.object({
          party: z.enum(['personal', 'business']),
          fields: z.array(
            z.object({
              name: RegistrationFieldName,
              section: z.enum(['identity', 'address', 'business', 'service']),
              kind: z.enum(['text', 'long-text', 'date', 'phone', 'email', 'country', 'place']),
              isRequired: z.boolean(),
            }),
          ),
          proofs: z
            .array(
              z.object({
                of: z.enum(['identity', 'address', 'business']),
                quantity: z.int(),
                accepted: z.array(z.string()).describe('Names of papers, any of which will do.'),
              }),
            )
            .describe('Asked for later, not at checkout (R173).'),
          templates: z.array(z.object({ name: z.string(), url: z.string() })),
          identityLevel: z.enum(['world-wide', 'country', 'area', 'city']),
          addressLevel: z.enum(['world-wide', 'country', 'area', 'city']),
        }),
      )
      .describe('One for each kind of customer that may have the number.'),
  })
  .meta({ id: 'PbxRequirement' })
export type PbxRequirementBody = z.infer<typeof PbxRequirementBody>

export const PbxPlacesQuery = PbxRegionsQuery.extend({ city: z.string().trim().min(1).max(100) })
export const PbxPlacesBody = z
  .object({ places: z.array(z.object({ city: z.string(), area: z.string().optional() })) })
  .meta({ id: 'PbxPlaces' })
export type PbxPlacesBody = z.infer<typeof PbxPlacesBody>

const Email = z.string().trim().max(254)

/** Everything is checked again when it arrives, field by field; the field of a refusal is the path in here (R167 to R176). */
export const PlacePbxOrderRequest = z
  .object({
    packages: z
      .array(z.object({ sku: Sku, quantity: z.int().min(1).max(100).default(1) }))
      .min(1)
      .max(20),
    features: z.array(Sku).max(20).default([]),
    numberProduct: Sku,
    holdId: z.uuid(),
    planId: z.string().max(200).optional().describe('Absent: the first plan of the number.'),
    company: z.string().trim().max(120),
    contact: z.object({ name: z.string().trim().max(120), email: Email, phone: z.string().trim().max(40) }),
    domain: z.string().trim().max(253).describe('The label alone, or in full.'),
    admin: z.object({
      username: z.string().trim().max(60).default('admin'),
      email: Email.optional().describe("Absent: the contact's."),
      timeZone: z.string().max(60).describe('IANA: America/Toronto'),
      language: z.string().max(10).default('en-us'),
      group: z.enum(['admin', 'superadmin']).default('admin'),
    }),
    registration: z
      .object({
        party: z.enum(['personal', 'business']),
        values: z.partialRecord(RegistrationFieldName, z.string().trim().max(500)),
      })
      .optional(),
    promoCode: textOf(40).optional(),
    notes: textOf(1000).optional(),
  })
  .meta({ id: 'PlacePbxOrderRequest' })
export type PlacePbxOrderRequest = z.infer<typeof PlacePbxOrderRequest>

/** The PBX of an order, for its customer (R143). */
export const OrderPbxBody = z
  .object({
    company: z.string(),
    domain: z.string(),
    number: z.string().describe('E.164'),
    place: z.string().optional().describe('City, region and country, for people.'),
    seats: z.int(),
    extensions: z.string().describe('First and last: 1001–1010'),
    adminUsername: z.string(),
    loginUrl: z.string().optional().describe('Where the admin signs in; once the PBX is there.'),
    phase: z.string().describe('Where it stands, for people.'),
    needsRegistration: z.boolean(),
  })
  .meta({ id: 'OrderPbx' })
export type OrderPbxBody = z.infer<typeof OrderPbxBody>
