import { z } from 'zod'

/** Settings of the SendGrid connector; the titles and descriptions are the form in the console. */
export const SendGridConfig = z.object({
  url: z
    .url({ protocol: /^https?$/ })
    .default('https://api.sendgrid.com')
    .meta({
      title: 'Address of the API',
      description: 'https://api.eu.sendgrid.com for European accounts.',
      receives: ['apiKey'],
    }),
  apiKey: z.string().startsWith('SG.').meta({
    title: 'API key',
    description: 'With the permission "Mail Send"; "Read scopes" comes with every key.',
    secret: true,
  }),
  fromEmail: z
    .email()
    .meta({ title: 'Sender address', description: 'A sender that is verified at SendGrid.' }),
  fromName: z.string().min(1).optional().meta({ title: 'Sender name' }),
  replyTo: z.email().optional().meta({ title: 'Answers go to' }),
  timeoutMs: z.coerce.number().int().min(100).max(120_000).default(30_000).meta({
    title: 'Longest wait for an answer',
    unit: 'milliseconds',
  }),
})
export type SendGridConfig = z.infer<typeof SendGridConfig>
