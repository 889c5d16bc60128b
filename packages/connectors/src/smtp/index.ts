import { SmtpConfig } from './config.ts'

export * from './config.ts'
export * from './smtp-mailer.ts'

export const manifest = { id: 'smtp', role: 'mailer', Config: SmtpConfig } as const
