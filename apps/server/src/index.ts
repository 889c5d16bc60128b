export { assemble, type Parts, type ServerOverrides } from './assemble.ts'
export type { Wiring } from './live-wiring.ts'
export { createLogger } from './observability/logger.ts'
export { type RunningServer, startServer } from './server.ts'
export { describeSettings, type SettingDescription, settingsPage } from './settings/describe-settings.ts'
export {
  formatProblems,
  readSettings,
  type SettingsProblem,
  type SettingsResult,
} from './settings/read-settings.ts'
export type { Settings } from './settings/settings.ts'
export { type SignatureVersion, type SignedParts, sign } from './webhooks/signature.ts'
export { wire } from './wiring.ts'
