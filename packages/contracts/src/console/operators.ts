import { z } from 'zod'
import { Instant, textOf } from '../common.ts'
import { Email } from '../portal/authentication.ts'
import { longestPassword } from '../portal/password-rules.ts'

export const operatorRoleNames = ['viewer', 'operator', 'administrator'] as const
export const OperatorRoleName = z
  .enum(operatorRoleNames)
  .describe(
    'viewer reads; operator acts on orders; administrator also manages operators and connectors (R149).',
  )
export type OperatorRoleName = z.infer<typeof OperatorRoleName>

const Password = z.string().min(1, 'Write a password.').max(longestPassword)

export const OperatorBody = z
  .object({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    role: OperatorRoleName,
    disabledAt: Instant.optional(),
    createdAt: Instant,
    mustChangePassword: z.boolean().describe('True until a one-time password has been replaced.'),
  })
  .meta({ id: 'Operator' })
export type OperatorBody = z.infer<typeof OperatorBody>

export const ConsoleLoginRequest = z
  .object({
    email: z.string().trim().min(1).max(254),
    password: Password,
    newPassword: Password.optional().describe('Needed once, when the password was given for one use.'),
  })
  .meta({ id: 'ConsoleLoginRequest', examples: [{ email: 'operator@example.com', password: '…' }] })
export type ConsoleLoginRequest = z.infer<typeof ConsoleLoginRequest>

export const ConsoleSessionBody = z
  .object({
    operator: OperatorBody,
    accessToken: z.string().describe('Send it as Authorization: Bearer …'),
    refreshToken: z
      .string()
      .describe('For one use at /api/console/auth/refresh, which answers the next one.'),
  })
  .meta({ id: 'ConsoleSession' })
export type ConsoleSessionBody = z.infer<typeof ConsoleSessionBody>

export const ChangeOwnPasswordRequest = z
  .object({ currentPassword: Password, newPassword: Password })
  .meta({ id: 'ChangeOwnPasswordRequest' })
export type ChangeOwnPasswordRequest = z.infer<typeof ChangeOwnPasswordRequest>

export const CreateOperatorRequest = z
  .object({
    email: Email,
    name: textOf(120),
    role: OperatorRoleName,
    password: Password.optional().describe('Absent: a one-time password is made and shown once.'),
  })
  .meta({
    id: 'CreateOperatorRequest',
    examples: [{ email: 'grace@example.com', name: 'Grace Lindqvist', role: 'operator' }],
  })
export type CreateOperatorRequest = z.infer<typeof CreateOperatorRequest>

export const OperatorWithPasswordBody = z
  .object({
    operator: OperatorBody,
    oneTimePassword: z
      .string()
      .optional()
      .describe('Shown this once and kept nowhere; good for one sign-in, which replaces it.'),
  })
  .meta({ id: 'OperatorWithPassword' })
export type OperatorWithPasswordBody = z.infer<typeof OperatorWithPasswordBody>

export const ChangeOperatorRequest = z
  .object({
    role: OperatorRoleName.optional(),
    name: textOf(120).optional(),
    reason: textOf(500).optional(),
  })
  .refine(({ role, name }) => role !== undefined || name !== undefined, 'Say what to change: role or name.')
  .meta({ id: 'ChangeOperatorRequest', examples: [{ role: 'administrator' }] })
export type ChangeOperatorRequest = z.infer<typeof ChangeOperatorRequest>

export const DisableOperatorRequest = z
  .object({ reason: textOf(500) })
  .meta({ id: 'DisableOperatorRequest', examples: [{ reason: 'Left the company' }] })
export type DisableOperatorRequest = z.infer<typeof DisableOperatorRequest>

export const ResetOperatorPasswordRequest = z
  .object({
    password: Password.optional().describe('Absent: a one-time password is made and shown once.'),
  })
  .meta({ id: 'ResetOperatorPasswordRequest' })
export type ResetOperatorPasswordRequest = z.infer<typeof ResetOperatorPasswordRequest>

export const OperatorListBody = z.object({ items: z.array(OperatorBody) }).meta({ id: 'OperatorList' })
