import type { Policy } from '@turnup/domain'

/** The Message-ID of the one mail of this kind about this subject, without angle brackets. */
export function mailIdFor(template: string, subjectId: string, policy: Policy): string {
  return `${template}.${subjectId}@${new URL(policy.brand.portalUrl).hostname}`
}
