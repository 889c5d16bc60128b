import {
  createDidwwSandbox,
  type DidwwSandbox,
  type DidwwSandboxOptions,
} from '@turnup/connectors/didww/sandbox'
import { createEs2PlusSandbox, type Es2PlusSandboxOptions } from '@turnup/connectors/es2plus/sandbox'
import {
  createFusionPbxSandbox,
  type FusionPbxSandbox,
  type FusionPbxSandboxOptions,
} from '@turnup/connectors/fusionpbx/sandbox'
import { createMailSandbox, type MailSandboxOptions } from '@turnup/connectors/mail-sandbox'
import { createMvneSandbox, type MvneSandboxOptions } from '@turnup/connectors/mvne/sandbox'
import {
  createSalesforceSandbox,
  type SalesforceSandbox,
  type SalesforceSandboxOptions,
} from '@turnup/connectors/salesforce/sandbox'
import type { SandboxContext, SandboxSystem } from '@turnup/connectors/sandbox-kit'
import {
  createVoipMsSandbox,
  type VoipMsSandbox,
  type VoipMsSandboxOptions,
} from '@turnup/connectors/voip-ms/sandbox'
import {
  createWhmcsSandbox,
  type WhmcsSandbox,
  type WhmcsSandboxOptions,
} from '@turnup/connectors/whmcs/sandbox'

/** What each imitated system may be told; the connectors' own sandboxes document it. */
export interface SystemsOptions {
  salesforce?: SalesforceSandboxOptions
  whmcs?: WhmcsSandboxOptions
  es2plus?: Es2PlusSandboxOptions
  mvne?: MvneSandboxOptions
  mail?: MailSandboxOptions
  voipMs?: VoipMsSandboxOptions
  didww?: DidwwSandboxOptions
  /** It needs a PostgreSQL; absent: this sandbox has no PBX. */
  fusionpbx?: FusionPbxSandboxOptions
}

export interface SandboxSystems {
  salesforce: SalesforceSandbox
  whmcs: WhmcsSandbox
  es2plus: SandboxSystem
  mvne: SandboxSystem
  mail: SandboxSystem
  voipMs: VoipMsSandbox
  didww: DidwwSandbox
  fusionpbx?: FusionPbxSandbox
}

/** Every outside system that Turnup knows, on one clock, with one journal and one list of faults. */
export function createSystems(context: SandboxContext, options: SystemsOptions): SandboxSystems {
  return {
    salesforce: createSalesforceSandbox(context, options.salesforce),
    whmcs: createWhmcsSandbox(context, options.whmcs),
    es2plus: createEs2PlusSandbox(context, options.es2plus),
    mvne: createMvneSandbox(context, options.mvne),
    mail: createMailSandbox(context, options.mail),
    voipMs: createVoipMsSandbox(context, options.voipMs),
    didww: createDidwwSandbox(context, options.didww),
    ...(options.fusionpbx ? { fusionpbx: createFusionPbxSandbox(context, options.fusionpbx) } : {}),
  }
}

/** The names under which faults and the journal know the systems. */
export const systemNames = [
  'salesforce',
  'pubsub',
  'whmcs',
  'es2plus',
  'mvne',
  'smtp',
  'sendgrid',
  'voip-ms',
  'didww',
  'fusionpbx',
  'event-socket',
] as const
