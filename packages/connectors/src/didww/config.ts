import { z } from 'zod'

/** Only this one of DIDWW's own addresses is a test system; every other one is the real thing and costs money. */
const testHost = 'sandbox-api.didww.com'

/** True where orders would be real (X32). */
export function isProduction(url: string): boolean {
  const { hostname } = new URL(url)
  return /(^|\.)didww\.com$/i.test(hostname) && hostname.toLowerCase() !== testHost
}

const Address = z.string().regex(/^[0-9a-f.:]+(\/\d{1,3})?$/i, 'An IP address or a network.')

/** Settings of the DIDWW connector; the titles and descriptions are the form in the console (R154, R183). */
export const DidwwConfig = z
  .object({
    url: z
      .url({ protocol: /^https?$/ })
      .default(`https://${testHost}`)
      .meta({
        title: 'Address of DIDWW',
        description:
          'The test system unless changed; /v3 is added. Orders at https://api.didww.com are real.',
        receives: ['apiKey'],
      }),
    apiKey: z.string().min(8).meta({
      title: 'API key',
      description: 'Made in DIDWW under API. The key of the test system is another one.',
      secret: true,
    }),
    allowProduction: z.boolean().default(false).meta({
      title: 'Allow the real DIDWW',
      description: 'Without it, nothing is sent to any address of DIDWW but the test system.',
    }),
    callbackUrl: z
      .url({ protocol: /^https?$/ })
      .optional()
      .meta({
        title: 'Address for callbacks',
        description: 'Where DIDWW tells of changes. Without it, states are looked at from time to time only.',
      }),
    portalUrl: z
      .url({ protocol: /^https?$/ })
      .default('https://my.didww.com')
      .meta({ title: 'Portal', description: 'Where a person uploads papers by hand.' }),
    registrationRoute: z.enum(['portal-upload', 'api-upload', 'order-first']).default('portal-upload').meta({
      title: 'Order of a registration',
      description:
        'Papers uploaded in the portal, papers sent by Turnup, or the number first and the papers afterwards.',
    }),
    trunks: z.enum(['two-way', 'registered']).default('two-way').meta({
      title: 'Kind of trunks',
      description:
        'two-way: calls in and out, between fixed addresses. registered: the gateway signs in and takes calls only.',
    }),
    pbxHost: z
      .string()
      .regex(/^[a-z0-9.-]+$/i, 'A host name or an IPv4 address.')
      .optional()
      .meta({ title: 'Public address of the PBX', description: 'Two-way trunks send the calls there.' }),
    pbxPort: z.coerce.number().int().min(1).max(65_535).default(5060).meta({ title: 'Its SIP port' }),
    pbxAddresses: z.array(Address).optional().meta({
      title: 'Addresses that the PBX calls from',
      description: 'IP addresses or networks. Two-way trunks take calls from nowhere else.',
    }),
    accessPoint: z.string().optional().meta({
      title: 'Access point',
      description:
        'nyc, lax, mia, fra, ams, sin or hkg; with registered trunks nyc or ams. Absent: Frankfurt, or the nearest one.',
    }),
    encryptedSip: z.boolean().default(false).meta({
      title: 'Encrypted SIP (TLS and SRTP)',
      description: 'Gateways then use port 5061 with TLS; without it port 5060 with UDP.',
    }),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .default('USD')
      .meta({ title: 'Currency of the account', description: 'DIDWW tells amounts without it.' }),
    lowBalance: z.coerce.number().min(0).default(20).meta({
      title: 'Warn when the balance is below',
      description: 'In the currency of the account; the connection test then says so.',
    }),
    timeoutMs: z.coerce
      .number()
      .int()
      .min(100)
      .max(120_000)
      .default(30_000)
      .meta({ title: 'Longest wait for an answer', unit: 'milliseconds' }),
  })
  .refine(({ url, allowProduction }) => allowProduction || !isProduction(url), {
    path: ['allowProduction'],
    message: 'must be on before Turnup orders at the real DIDWW; use the test system otherwise.',
  })
  .refine(({ trunks, pbxHost }) => trunks !== 'two-way' || pbxHost !== undefined, {
    path: ['pbxHost'],
    message: 'is needed for two-way trunks.',
  })
  .refine(({ trunks, pbxAddresses }) => trunks !== 'two-way' || (pbxAddresses?.length ?? 0) > 0, {
    path: ['pbxAddresses'],
    message: 'are needed for two-way trunks.',
  })
export type DidwwConfig = z.infer<typeof DidwwConfig>
