import type { BillingSystem } from './billing-system.ts'
import type { Crm } from './crm.ts'
import type { EsimProvider } from './esim-provider.ts'
import type { LineActivation } from './line-activation.ts'
import type { Mailer } from './mailer.ts'
import type { NumberProvider } from './number-provider.ts'
import type { VoicePlatform } from './voice-platform.ts'

/** The outside systems by role; the wiring says which connector plays which. */
export interface Ports {
  crm: Crm
  billing: BillingSystem
  esim: EsimProvider
  line: LineActivation
  mailer: Mailer
  voice: VoicePlatform
  /** The carriers that numbers are bought from, each under the id of its connector: several at once (R157). */
  numbers: Record<string, NumberProvider>
}

/** Roles that one connector plays at a time. */
export type PortRole = Exclude<keyof Ports, 'numbers'>
export const portRoles: readonly PortRole[] = ['crm', 'billing', 'esim', 'line', 'mailer', 'voice']
