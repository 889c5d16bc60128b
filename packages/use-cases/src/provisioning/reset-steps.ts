import { createProofKey, type OrderStep, pbxKeys, uploadPapersKey } from '@turnup/domain'

const papers = ['identity', 'address', 'business'].flatMap((of) => [uploadPapersKey(of), createProofKey(of)])

/** What runs again when a purchase starts over at the papers (R195). */
export const purchaseKeys: readonly string[] = [
  pbxKeys.checkPapers,
  ...papers,
  pbxKeys.validate,
  pbxKeys.orderNumber,
  pbxKeys.requestVerification,
  pbxKeys.awaitActive,
]

/** What runs again as well when the customer's data is another than the carrier has. */
export const identityKeys: readonly string[] = [pbxKeys.createIdentity, pbxKeys.createAddress]

/** Until the number is active, a purchase can start over, once there is something of it and nothing is unclear. */
export function isResettable(steps: OrderStep[]): boolean {
  const purchase = steps.filter((step) => [...purchaseKeys, ...identityKeys].includes(step.key))
  const watch = purchase.find((step) => step.key === pbxKeys.awaitActive)
  if (!watch || watch.state === 'done' || watch.state === 'skipped') return false
  if (purchase.some((step) => isUnclear(step))) return false
  return purchase.some((step) => purchaseKeys.includes(step.key) && hasBegun(step))
}

/** Something is under way, or nobody knows what became of it: that comes first. */
export function isUnclear({ state }: OrderStep): boolean {
  return state === 'running' || state === 'unknown' || state === 'undoing' || state === 'undone'
}

function hasBegun({ state }: OrderStep): boolean {
  return state === 'done' || state === 'failed' || state === 'skipped'
}
