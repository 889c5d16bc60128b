import { DidwwConfig } from '@turnup/connectors/didww'
import { Es2PlusConfig } from '@turnup/connectors/es2plus'
import { FusionPbxConfig } from '@turnup/connectors/fusionpbx'
import { MvneConfig } from '@turnup/connectors/mvne'
import { SalesforceConfig } from '@turnup/connectors/salesforce'
import { PubSubConfig } from '@turnup/connectors/salesforce/pubsub'
import { SendGridConfig } from '@turnup/connectors/sendgrid'
import { SmtpConfig } from '@turnup/connectors/smtp'
import { VoipMsConfig } from '@turnup/connectors/voip-ms'
import { WhmcsConfig } from '@turnup/connectors/whmcs'
import type { Policy } from '@turnup/domain'
import type { ZodType } from 'zod'
import {
  DatabaseSettings,
  EngineSettings,
  EsimCallbackSettings,
  MailSettings,
  SecretSettings,
  ServerSettings,
  TriggerSettings,
  WebhookSettings,
} from './groups.ts'
import { PolicySettings } from './policy-settings.ts'

/** Everything that a server process is told; parsed once. */
export interface Settings {
  server: ServerSettings
  database: DatabaseSettings
  engine: EngineSettings
  secrets: SecretSettings
  triggers: TriggerSettings
  /** Present when the webhook door is on. */
  webhook?: WebhookSettings
  esimCallback: EsimCallbackSettings
  policy: Policy
  salesforce: SalesforceConfig
  /** Present when the platform event door is on. */
  pubsub?: PubSubConfig
  whmcs: WhmcsConfig
  /** Absent: nothing with an eSIM can be fulfilled. */
  es2plus?: Es2PlusConfig
  /** Absent: no SIM line can be activated. */
  mvne?: MvneConfig
  /** Absent: no PBX can be set up. */
  fusionpbx?: FusionPbxConfig
  /** Absent: no numbers of this carrier. */
  voipMs?: VoipMsConfig
  /** Absent: no numbers of this carrier. */
  didww?: DidwwConfig
  mail: MailSettings
  /** Present when the mail transport uses it. */
  smtp?: SmtpConfig
  /** Present when the mail transport uses it. */
  sendgrid?: SendGridConfig
  /** What the environment and the settings file say, before anything is filled in or parsed. */
  written: RawSettings
}

export type SettingsGroup = Exclude<keyof Settings, 'written'>
export type RawSettings = Record<string, Record<string, unknown>>

/** In the order of parsing: what others depend on comes first. */
export const groupSchemas: Record<SettingsGroup, ZodType> = {
  server: ServerSettings,
  database: DatabaseSettings,
  engine: EngineSettings,
  secrets: SecretSettings,
  policy: PolicySettings,
  triggers: TriggerSettings,
  webhook: WebhookSettings,
  esimCallback: EsimCallbackSettings,
  salesforce: SalesforceConfig,
  pubsub: PubSubConfig,
  whmcs: WhmcsConfig,
  es2plus: Es2PlusConfig,
  mvne: MvneConfig,
  fusionpbx: FusionPbxConfig,
  voipMs: VoipMsConfig,
  didww: DidwwConfig,
  mail: MailSettings,
  smtp: SmtpConfig,
  sendgrid: SendGridConfig,
}

/** Whether a group has to be there; what is switched off is not asked for. */
export function isGroupNeeded(group: string, raw: RawSettings, parsed: Partial<Settings>): boolean {
  switch (group as SettingsGroup) {
    case 'webhook':
      return parsed.triggers?.webhook ?? raw.webhook?.key !== undefined
    case 'pubsub':
      return parsed.triggers?.platformEvent ?? true
    case 'es2plus':
    case 'mvne':
    case 'fusionpbx':
    case 'voipMs':
    case 'didww':
      return raw[group] !== undefined
    case 'smtp':
    case 'sendgrid':
      return parsed.mail?.transport.includes(group) === true
    default:
      return true
  }
}
