import type { Policy } from '@turnup/domain'

/** The address of a page of the portal. */
export function portalUrl(policy: Pick<Policy, 'brand'>, path: string): string {
  return `${policy.brand.portalUrl.replace(/\/$/, '')}${path}`
}
