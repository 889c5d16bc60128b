import { registrationFields } from '@turnup/domain'
import { z } from 'zod'
import { MoneyBody, textOf } from '../common.ts'
import { PbxRegionsQuery } from './pbx-numbers.ts'

const Sku = z.string().trim().min(1).max(180)
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
