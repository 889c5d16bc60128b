import type { Policy } from '@turnup/domain'

/** The Message-ID (without angle brackets) of the one mail of this template about this subject. */
export function mailIdFor(template: string, subjectId: string, policy: Pick<Policy, 'brand'>): string {
  return `${template}.${subjectId}@${new URL(policy.brand.portalUrl).hostname}`
}

/** A page of the portal. */
export function portalUrl(policy: Pick<Policy, 'brand'>, path: string): string {
  return `${policy.brand.portalUrl.replace(/\/$/, '')}${path}`
}
