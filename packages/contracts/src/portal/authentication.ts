import { z } from 'zod'
import { textOf } from '../common.ts'
import { PortalLocale } from '../site.ts'
import { longestPassword } from './password-rules.ts'

export const Email = z
  .email('Write an e-mail address like name@example.com.')
  .max(254)
  .describe('Compared without regard to upper and lower case.')

/** Only the length is held here, so that a rule that changes never locks out who has an older password. */
const Password = z.string().min(1, 'Write a password.').max(longestPassword)

export const CustomerNumber = z
  .string()
  .trim()
  .min(1, 'Write your customer number; you find it on your contract and on every bill.')
  .max(40)
  .regex(/^[A-Za-z0-9][A-Za-z0-9 ./_-]*$/, 'A customer number has letters, digits and dashes only.')
  .describe('Customer number (SF number). Asked for once, at sign-up.')

/** R022, R023. The two confirmations are for clients that do not compare them themselves. */
export const SignupRequest = z
  .object({
    email: Email,
    confirmEmail: z.string().max(254).optional().describe('Checked against email when sent.'),
    password: Password,
    confirmPassword: z
      .string()
      .max(longestPassword)
      .optional()
      .describe('Checked against password when sent.'),
    firstName: textOf(40),
    lastName: textOf(60),
    company: textOf(120).optional(),
    phone: textOf(40).optional().describe('Any usual way of writing it; kept as E.164.'),
    sfNumber: CustomerNumber,
    source: z
      .enum(['signup', 'checkout'])
      .optional()
      .describe('Where the registration began; told to the CRM (R039). Default: signup.'),
    locale: PortalLocale.optional().describe('The language for mails. Default: the provider’s own.'),
  })
  .meta({
    id: 'SignupRequest',
    examples: [
      {
        email: 'ada.moreno@example.com',
        password: 'harbour lights at nine',
        firstName: 'Ada',
        lastName: 'Moreno',
        phone: '+1 202 555 0143',
        sfNumber: 'C-1001',
      },
    ],
  })
export type SignupRequest = z.infer<typeof SignupRequest>

export const PortalUserBody = z
  .object({
    id: z.uuid(),
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    company: z.string().optional(),
    phone: z.string().optional().describe('E.164'),
    customerNumber: z.string(),
    locale: PortalLocale.describe('The language of pages and mails.'),
  })
  .meta({ id: 'PortalUser' })
export type PortalUserBody = z.infer<typeof PortalUserBody>

export const ChangeMeRequest = z
  .object({ locale: PortalLocale.optional() })
  .meta({ id: 'ChangeMeRequest', examples: [{ locale: 'es' }] })
export type ChangeMeRequest = z.infer<typeof ChangeMeRequest>

/** R023 */
export const SessionBody = z
  .object({
    user: PortalUserBody,
    accessToken: z.string().describe('Send it as Authorization: Bearer …'),
    refreshToken: z.string().describe('For one use at /auth/refresh, which answers the next one.'),
  })
  .meta({ id: 'Session' })
export type SessionBody = z.infer<typeof SessionBody>

export const LoginRequest = z.object({ email: z.string().trim().min(1).max(254), password: Password }).meta({
  id: 'LoginRequest',
  examples: [{ email: 'ada.moreno@example.com', password: 'harbour lights at nine' }],
})
export type LoginRequest = z.infer<typeof LoginRequest>

export const RefreshRequest = z
  .object({ refreshToken: z.string().min(20).max(200) })
  .meta({ id: 'RefreshRequest' })
export type RefreshRequest = z.infer<typeof RefreshRequest>

export const TokenPairBody = z
  .object({ accessToken: z.string(), refreshToken: z.string() })
  .meta({ id: 'TokenPair' })
export type TokenPairBody = z.infer<typeof TokenPairBody>

export const PasswordResetRequest = z
  .object({ email: z.string().trim().min(1).max(254) })
  .meta({ id: 'PasswordResetRequest', examples: [{ email: 'ada.moreno@example.com' }] })
export type PasswordResetRequest = z.infer<typeof PasswordResetRequest>

export const PasswordResetConfirmation = z
  .object({
    token: z.string().min(20).max(200).describe('From the link in the mail.'),
    password: Password,
    confirmPassword: z.string().max(longestPassword).optional(),
  })
  .meta({ id: 'PasswordResetConfirmation' })
export type PasswordResetConfirmation = z.infer<typeof PasswordResetConfirmation>

/** R049, R052: opens a page of the billing system without a second sign-in. */
export const SsoLinkRequest = z
  .object({
    destination: z.enum(['payment-methods', 'invoices', 'invoice', 'services']),
    invoiceId: z.string().min(1).max(20).optional().describe('Needed when the destination is invoice.'),
  })
  .meta({ id: 'SsoLinkRequest', examples: [{ destination: 'payment-methods' }] })
export type SsoLinkRequest = z.infer<typeof SsoLinkRequest>

export const SsoLinkBody = z
  .object({ url: z.string(), expiresInSeconds: z.int() })
  .meta({ id: 'SsoLink', examples: [{ url: 'https://billing.example.com/oauth/…', expiresInSeconds: 60 }] })
export type SsoLinkBody = z.infer<typeof SsoLinkBody>
