import { numberKindWords } from '@turnup/domain'
import { z } from 'zod'
import { Instant, MoneyBody } from '../common.ts'

const Sku = z.string().trim().min(1).max(180)
const CountryCode = z
  .string()
  .regex(/^[A-Z]{2}$/, 'is not a country code')
  .describe('ISO 3166-1 alpha-2')
const CarrierWord = z.string().trim().min(1).max(80)
const OfferId = z.string().min(1).max(300).describe('From the search; opaque.')

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
