import { z } from 'zod'

/** Settings of the ES2+ connector; the titles and descriptions are the form in the console. */
export const Es2PlusConfig = z
  .object({
    url: z.url({ protocol: /^https?$/ }).meta({
      title: 'SM-DP+ address',
      description: 'Origin of the ES2+ interface; /gsma/rsp2/es2plus/ and the function are added to it.',
    }),
    functionRequesterIdentifier: z.string().min(1).meta({
      title: 'Function requester identifier',
      description: 'The identifier (an OID) under which the SM-DP+ knows you.',
    }),
    protocolVersion: z
      .string()
      .regex(/^v\d+\.\d+\.\d+$/)
      .default('v2.2.2')
      .meta({ title: 'Version of SGP.22', description: 'Sent in X-Admin-Protocol.' }),
    smdpAddress: z.string().min(1).meta({
      title: 'Address for phones',
      description: 'What activation codes carry when the SM-DP+ does not answer with an address of its own.',
    }),
    matchingIdSecret: z.string().min(16).meta({
      title: 'Secret for matching ids',
      description:
        'Any long text of your own. Keep it: a repeat after a change would make another matching id.',
      secret: true,
    }),
    clientCertificate: z.string().includes('BEGIN CERTIFICATE').optional().meta({
      title: 'Client certificate (PEM)',
      description: 'For mutual TLS, with its chain.',
      multiline: true,
    }),
    clientKey: z
      .string()
      .includes('PRIVATE KEY')
      .optional()
      .meta({ title: 'Client key (PEM)', multiline: true, secret: true }),
    serverAuthority: z.string().includes('BEGIN CERTIFICATE').optional().meta({
      title: 'Certificate authority of the SM-DP+ (PEM)',
      description: 'Only where it is not a public one, such as the GSMA CI.',
      multiline: true,
    }),
    timeoutMs: z.coerce.number().int().min(100).max(120_000).default(30_000).meta({
      title: 'Longest wait for an answer',
      unit: 'milliseconds',
    }),
  })
  .refine((config) => (config.clientCertificate === undefined) === (config.clientKey === undefined), {
    path: ['clientKey'],
    message: 'The client certificate and its key come together',
  })
export type Es2PlusConfig = z.infer<typeof Es2PlusConfig>
