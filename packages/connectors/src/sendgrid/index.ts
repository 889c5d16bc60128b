import { SendGridConfig } from './config.ts'

export * from './config.ts'
export * from './sendgrid-mailer.ts'

export const manifest = { id: 'sendgrid', role: 'mailer', Config: SendGridConfig } as const
