import type { EligibilityFacts, ProductOffering } from '../catalogue.ts'
import type { Policy } from '../policy.ts'

/** What is known of the place that is to be served. What is absent is unknown, and matches only "Any". */
export interface Serviceability {
  dwelling?: 'Home' | 'Apartment'
  tier?: '1G' | '100Mb'
  region?: string
}

/** How an account's fields are read; which one is in use is a setting (X11). Pure. */
export type EligibilityProvider = (facts: EligibilityFacts, policy: EligibilityPolicy) => Serviceability
export type EligibilityPolicy = Pick<Policy, 'eligibility' | 'eligibilityRules'>

/** Document 1: the account says dwelling and tier in fields of their own (R063). */
const fromAttributes: EligibilityProvider = ({ dwelling, tier, region }) => ({ dwelling, tier, region })

/**
 * Document 2: customer service writes the result of a check as text (R067), which counts once the check is done. Rules
 * are tried in order, in any case of letters; dwelling and tier each come from the first rule that says it. A rule that
 * says neither ends the search: "not available" comes before the others. Without rules, what the CRM connector made of
 * the text counts.
 */
const fromTextResult: EligibilityProvider = (facts, { eligibilityRules }) => {
  const { region, result, status } = facts
  if (status !== 'Checked' || result === undefined) return { region }
  if (eligibilityRules.length === 0) return { dwelling: facts.dwelling, tier: facts.tier, region }
  const text = result.toLowerCase()
  const place: Serviceability = { region }
  for (const { matches, dwelling, tier } of eligibilityRules) {
    if (!text.includes(matches.toLowerCase())) continue
    if (!dwelling && !tier) break
    place.dwelling ??= dwelling
    place.tier ??= tier
  }
  return place
}

export const eligibilityProviders: Record<Policy['eligibility'], EligibilityProvider> = {
  attributes: fromAttributes,
  'text-result': fromTextResult,
}

/** What the account's facts say under the provider's setting. */
export function serviceabilityOf(facts: EligibilityFacts, policy: EligibilityPolicy): Serviceability {
  return eligibilityProviders[policy.eligibility](facts, policy)
}

/** A SIM, an eSIM, a VPN or a hosted PBX needs no line to a building, so it is always included (R060). */
const neverLimited: readonly ProductOffering['category'][] = ['sim', 'esim', 'vpn', 'pbx']

/** Whether a product may be sold to a customer at this place (R056, R060). */
export function isEligible(
  offering: Pick<ProductOffering, 'category' | 'eligibility'>,
  place: Serviceability,
): boolean {
  if (neverLimited.includes(offering.category)) return true
  const { dwelling, tier, region } = offering.eligibility
  return (
    (dwelling === 'Any' || dwelling === place.dwelling) &&
    (tier === 'Any' || tier === place.tier) &&
    isInRegion(region, place.region)
  )
}

/** A product's regions are a list with commas or semicolons; none means everywhere. */
function isInRegion(regions: string | undefined, region: string | undefined): boolean {
  const named = (regions ?? '')
    .split(/[,;]/)
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '')
  return named.length === 0 || (region !== undefined && named.includes(region.trim().toLowerCase()))
}
