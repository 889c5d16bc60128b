import { z } from 'zod'

/** Settings of the VoIP.ms connector; the titles and descriptions are the form in the console (R154, R182). */
export const VoipMsConfig = z.object({
  url: z
    .url({ protocol: /^https?$/ })
    .default('https://voip.ms')
    .meta({
      title: 'Address of VoIP.ms',
      description: 'Another one only to try Turnup out; /api/v1/rest.php is added to it.',
      receives: ['apiUsername', 'apiPassword'],
    }),
  apiUsername: z.string().min(1).meta({
    title: 'API user name',
    description: 'The e-mail address of the VoIP.ms account.',
    secret: true,
  }),
  apiPassword: z.string().min(1).meta({
    title: 'API password',
    description: 'Made in VoIP.ms under SOAP and REST/JSON API; not the password of the customer portal.',
    secret: true,
  }),
  accountNumber: z
    .string()
    .regex(/^\d{4,12}$/, 'Enter the main account number, digits only.')
    .meta({ title: 'Account number', description: 'The main account, for example 100000.' }),
  serverPop: z.coerce.string().regex(/^\d+$/, 'Enter the number of a VoIP.ms server.').meta({
    title: 'Server (POP)',
    description: 'The number of the server that numbers and trunks use unless an order names another.',
  }),
  encryptedSip: z.boolean().default(false).meta({
    title: 'Encrypted SIP (TLS and SRTP)',
    description: 'Gateways then use port 5061 with TLS; without it port 5060 with UDP.',
  }),
  internationalCalls: z.boolean().default(false).meta({
    title: 'Trunks may call abroad',
    description: 'Off: VoIP.ms refuses calls out of North America.',
  }),
  route: z.enum(['value', 'premium']).default('value').meta({ title: 'Route of outgoing calls' }),
  codecs: z
    .string()
    .regex(/^[a-z0-9]+(;[a-z0-9]+)*$/i, 'Codecs of VoIP.ms with semicolons between them.')
    .default('ulaw;g729')
    .meta({ title: 'Codecs of trunks', description: 'With semicolons between them: ulaw;g729.' }),
  dialTimeSeconds: z.coerce
    .number()
    .int()
    .min(5)
    .max(300)
    .default(60)
    .meta({ title: 'How long a number rings', unit: 'seconds' }),
  lowBalance: z.coerce.number().min(0).default(20).meta({
    title: 'Warn when the balance is below',
    description: 'In US dollars; the connection test then says so.',
  }),
  timeoutMs: z.coerce
    .number()
    .int()
    .min(100)
    .max(120_000)
    .default(30_000)
    .meta({ title: 'Longest wait for an answer', unit: 'milliseconds' }),
})
export type VoipMsConfig = z.infer<typeof VoipMsConfig>
