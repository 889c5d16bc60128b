import type { BillingSystem } from './billing-system.ts'
import type { Crm } from './crm.ts'
import type { EsimProvider } from './esim-provider.ts'
import type { LineActivation } from './line-activation.ts'
import type { Mailer } from './mailer.ts'

/** The outside systems by role; the wiring says which connector plays which. */
export interface Ports {
  crm: Crm
  billing: BillingSystem
  esim: EsimProvider
  line: LineActivation
  mailer: Mailer
}

export type PortRole = keyof Ports
export const portRoles: readonly PortRole[] = ['crm', 'billing', 'esim', 'line', 'mailer']
