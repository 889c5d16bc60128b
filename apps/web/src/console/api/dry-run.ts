import type { DryRunBody } from '@turnup/contracts'
import { request } from '../../api/request.ts'

/** Either an order that the CRM has, or what a customer would order. */
export type DryRunAsked =
  | { crmOrderId: string }
  | {
      customerNumber: string
      items: { productId: string; quantity: number; configOptions: Record<string, string> }[]
    }

/** The plan that an order would get now. Reads the CRM and the billing system; writes nothing, here or there. */
export function dryRun(asked: DryRunAsked): Promise<DryRunBody> {
  return request<DryRunBody>('POST', '/api/console/plans/dry-run', { body: asked })
}
