import { hkdfSync } from 'node:crypto'
import { defaultCurrency } from './policy-settings.ts'
import type { RawSettings, Settings } from './settings.ts'

/** Keys for one purpose each, so that the master key itself is used for nothing. */
export function deriveKey(masterKey: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', masterKey, '', `turnup ${purpose}`, 32))
}

/** Values that follow from others unless they are set: one choice, said once, holds everywhere. */
export function fillIn(raw: RawSettings, parsed: Partial<Settings>): void {
  const { policy, secrets, server } = parsed
  raw.policy ??= {}
  raw.policy.eligibility ??= raw.policy.statusProfile === 'webhook-v1' ? 'attributes' : 'text-result'
  raw.mail ??= {}
  raw.mail.transport ??= transportOf(raw)
  if (policy) {
    raw.salesforce ??= {}
    raw.salesforce.currency ??= policy.currency
    raw.salesforce.fieldProfile ??= policy.statusProfile
    raw.salesforce.eligibility ??= policy.eligibility
    raw.salesforce.eligibilityRules ??= policy.eligibilityRules.map(({ matches, ...rule }) => ({
      contains: matches,
      ...rule,
    }))
  }
  // Not from the parsed policy: when that cannot be read, a missing currency is not a problem of its own.
  raw.whmcs ??= {}
  raw.whmcs.currency ??= raw.policy.currency ?? defaultCurrency
  if (server?.publicUrl && raw.didww) {
    raw.didww.callbackUrl ??= `${server.publicUrl.replace(/\/+$/, '')}/webhooks/numbers/didww`
  }
  if (secrets && raw.es2plus) {
    raw.es2plus.matchingIdSecret ??= Buffer.from(deriveKey(secrets.masterKey, 'matching ids')).toString(
      'base64',
    )
  }
}

/** What is configured says which transport is meant (R135). */
function transportOf({ smtp, sendgrid }: RawSettings): string | undefined {
  const hasSmtp = smtp?.host !== undefined
  const hasSendGrid = sendgrid?.apiKey !== undefined
  if (hasSendGrid && hasSmtp) return 'sendgrid-then-smtp'
  if (hasSendGrid) return 'sendgrid'
  return hasSmtp ? 'smtp' : undefined
}
