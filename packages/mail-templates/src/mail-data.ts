import { z } from 'zod'

/** What every mail needs: whom it greets and the id by which staff find the work behind it (R137). */
const common = {
  customerName: z.string().min(1),
  correlationId: z.string().min(1),
}

const Link = z.url({ protocol: /^https?$/ })

/** The tail of a SIM identifier. A longer run of digits would be an identifier itself, so it is refused (R110). */
const MaskedIccid = z
  .string()
  .refine((text) => !/\d{5}/.test(text), 'must be masked down to its last four digits')

const ActivatedSims = z
  .array(z.strictObject({ planName: z.string().min(1), maskedIccid: MaskedIccid }))
  .min(1)

/** Integer minor units of an ISO 4217 currency. */
const Amount = z.strictObject({ amountMinor: z.int(), currency: z.string().length(3) })

/** The data of each template; unknown keys are refused, so that nothing slips into a mail unseen. */
export const mailData = {
  /** R028 */
  welcome: z.strictObject({ ...common, loginUrl: Link }),
  'password-reset': z.strictObject({ ...common, resetUrl: Link, validMinutes: z.int().positive() }),
  'order-confirmation': z.strictObject({
    ...common,
    orderNumber: z.string().min(1),
    items: z.array(z.strictObject({ name: z.string().min(1), quantity: z.int().positive() })).min(1),
    orderUrl: Link,
    /** R178 */
    pbx: z
      .strictObject({
        domain: z.string().min(1),
        number: z.string().min(1),
        seats: z.int().positive(),
        adminUsername: z.string().min(1),
        needsRegistration: z.boolean(),
      })
      .nullable()
      .default(null),
  }),
  /** R133, one mail for all SIMs of an order; `activationUrl` is the page behind the login that shows the QR codes. */
  'esim-activation': z.strictObject({
    ...common,
    orderNumber: z.string().min(1),
    sims: ActivatedSims,
    activationUrl: Link,
  }),
  'sim-activation': z.strictObject({
    ...common,
    orderNumber: z.string().min(1),
    sims: ActivatedSims,
    serviceUrl: Link,
  }),
  /** R133; `nextStep` is one sentence, or null where there is nothing left to do. */
  'order-provisioned': z.strictObject({
    ...common,
    orderNumber: z.string().min(1),
    services: z.array(z.strictObject({ name: z.string().min(1), nextStep: z.string().nullable() })).min(1),
    orderUrl: Link,
  }),
  /** R134 */
  'esim-reissued': z.strictObject({
    ...common,
    planName: z.string().min(1),
    maskedIccid: MaskedIccid,
    activationUrl: Link,
  }),
  /** R134; null where nothing was charged or no invoice was made. */
  'top-up-confirmed': z.strictObject({
    ...common,
    planName: z.string().min(1),
    packageName: z.string().min(1),
    amount: Amount.nullable(),
    invoiceNumber: z.string().min(1).nullable(),
    serviceUrl: Link,
  }),
  /** X27; the link works once. */
  'pbx-welcome': z.strictObject({
    ...common,
    company: z.string().min(1),
    domain: z.string().min(1),
    number: z.string().min(1),
    username: z.string().min(1),
    loginUrl: Link,
    claimUrl: Link,
    validDays: z.int().positive(),
  }),
  /** X43; the link opens only what is to be corrected. `message` is the operator's. */
  'correction-request': z.strictObject({
    ...common,
    orderNumber: z.string().min(1),
    company: z.string().min(1),
    message: z.string().min(1),
    correctionUrl: Link,
    validDays: z.int().positive(),
  }),
  /** `endsOn` is a calendar day, YYYY-MM-DD. */
  'cancellation-received': z.strictObject({
    ...common,
    serviceName: z.string().min(1),
    endsOn: z.iso.date(),
    caseNumber: z.string().min(1).nullable(),
    serviceUrl: Link,
  }),
}

export type MailName = keyof typeof mailData
export type MailData<Name extends MailName> = z.input<(typeof mailData)[Name]>
export const mailNames = Object.keys(mailData) as MailName[]
