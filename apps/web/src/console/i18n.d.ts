import type consoleMessages from './console-messages.ts'

declare module 'use-intl' {
  interface AppConfig {
    Messages: typeof consoleMessages
  }
}
