import { z } from 'zod'
import { OperatorBody } from './console/operators.ts'
import { PortalUserBody } from './portal/authentication.ts'

const CsrfToken = z
  .string()
  .describe('Send it as X-CSRF-Token with every request that changes something; keep it in memory only.')

/** A customer's sign-in in a browser. The session itself is in an httpOnly cookie that no script can read. */
export const BrowserSessionBody = z
  .object({
    user: PortalUserBody,
    csrfToken: CsrfToken,
    actingOperator: z
      .object({ name: z.string(), endsAt: z.iso.datetime() })
      .optional()
      .describe('An operator who acts for the customer: say so on every page.'),
  })
  .meta({ id: 'BrowserSession' })
export type BrowserSessionBody = z.infer<typeof BrowserSessionBody>

/** An operator's sign-in in a browser. */
export const ConsoleBrowserSessionBody = z
  .object({ operator: OperatorBody, csrfToken: CsrfToken })
  .meta({ id: 'ConsoleBrowserSession' })
export type ConsoleBrowserSessionBody = z.infer<typeof ConsoleBrowserSessionBody>
