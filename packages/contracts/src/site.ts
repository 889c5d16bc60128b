import { z } from 'zod'

export const portalLocales = ['en', 'es'] as const
export const PortalLocale = z.enum(portalLocales)
export type PortalLocale = z.infer<typeof PortalLocale>

const DemoPerson = z.object({ name: z.string(), email: z.string(), password: z.string() })

/** What the pages need to know before anybody has signed in. */
export const SiteBody = z
  .object({
    brandName: z.string(),
    supportEmail: z.string(),
    defaultCountry: z.string().describe('ISO 3166-1 alpha-2; preselected in forms.'),
    locales: z.array(PortalLocale),
    demo: z
      .object({
        customer: DemoPerson,
        operator: DemoPerson,
        freeCustomerNumber: z
          .string()
          .optional()
          .describe(
            'A customer number that nobody has signed up with yet, for trying the sign-up; absent when all are used.',
          ),
        sandboxUrl: z.string().describe('Start page of the imitated outside systems.'),
      })
      .optional()
      .describe(
        'Only in a demonstration on one machine: who can sign in, and where to play the other roles.',
      ),
  })
  .meta({ id: 'Site' })
export type SiteBody = z.infer<typeof SiteBody>
