import type { PortalMessages } from './messages/portal-messages.ts'

declare module 'use-intl' {
  interface AppConfig {
    Messages: PortalMessages
  }
}
