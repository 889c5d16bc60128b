/**
 * What a hosted-PBX product is, from PBX_Settings_JSON__c (R155): an extension package with its seats, a phone number of
 * a carrier, or a feature that is added on.
 */
export type PbxSettings =
  | { kind: 'seats'; seats: number }
  | { kind: 'number' }
  | { kind: 'feature'; feature: string }

/** Whether a product belongs to the hosted PBX, with its settings or, by mistake, without. */
export function isPbxProduct(product: { category: string; pbxSettings?: PbxSettings }): boolean {
  return product.category === 'pbx' || product.pbxSettings !== undefined
}

/** Seats of all packages of an order together: one order has one tenant. */
export function seatsOf(items: readonly { quantity: number; pbxSettings?: PbxSettings }[]): number {
  return items.reduce(
    (sum, { quantity, pbxSettings }) =>
      pbxSettings?.kind === 'seats' ? sum + quantity * pbxSettings.seats : sum,
    0,
  )
}
