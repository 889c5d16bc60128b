import { z } from 'zod'

/** Settings of the SMTP connector; the titles and descriptions are the form in the console. */
export const SmtpConfig = z
  .object({
    host: z
      .string()
      .min(1)
      .meta({ title: 'Mail server', receives: ['password'] }),
    port: z.coerce.number().int().min(1).max(65_535).default(587).meta({ title: 'Port' }),
    secure: z.boolean().default(false).meta({
      title: 'TLS from the first byte',
      description: 'Port 465. Otherwise the connection is upgraded with STARTTLS.',
    }),
    requireTls: z.boolean().default(true).meta({
      title: 'Refuse to send without TLS',
      description: 'Off only for a relay on this machine or in a network of your own.',
    }),
    user: z.string().min(1).optional().meta({ title: 'User name' }),
    password: z.string().min(1).optional().meta({ title: 'Password', secret: true }),
    fromEmail: z.email().meta({ title: 'Sender address' }),
    fromName: z.string().min(1).optional().meta({ title: 'Sender name' }),
    replyTo: z.email().optional().meta({ title: 'Answers go to' }),
    pool: z.boolean().default(true).meta({ title: 'Keep connections open between mails' }),
    maxConnections: z.coerce.number().int().min(1).max(50).default(5).meta({ title: 'Connections at once' }),
    timeoutMs: z.coerce.number().int().min(100).max(300_000).default(30_000).meta({
      title: 'Longest wait for one mail to be taken',
      unit: 'milliseconds',
    }),
  })
  .refine((config) => (config.user === undefined) === (config.password === undefined), {
    path: ['password'],
    message: 'The user name and the password come together',
  })
export type SmtpConfig = z.infer<typeof SmtpConfig>
