import type { PbxDomainBody, PbxDomainQuery } from '@turnup/contracts'
import {
  accept,
  labelFromCompany,
  type Outcome,
  otherLabels,
  tenantDomain,
  type VoicePlatform,
} from '@turnup/domain'
import { findHeldDomains } from '@turnup/store'
import type { Context } from '../context.ts'
import { asCustomer } from '../customers/as-customer.ts'
import { voiceOf } from './carriers.ts'

const mostSuggestions = 3

/** Whether neither an order of ours nor anything on the platform has the domain (R167). @throws ProviderError */
export async function isDomainFree(ctx: Context, voice: VoicePlatform, domain: string): Promise<boolean> {
  const held = await findHeldDomains(ctx.db, [domain])
  return !held.has(domain) && (await voice.isDomainFree(domain))
}

/** A domain for a company, or what a person typed, looked at as it stands now; with others where it is taken. */
export async function checkPbxDomain(ctx: Context, query: PbxDomainQuery): Promise<Outcome<PbxDomainBody>> {
  return asCustomer(ctx, async (): Promise<Outcome<PbxDomainBody>> => {
    const platform = voiceOf(ctx)
    if (!platform.ok) return platform
    const voice = platform.value
    const { baseDomain } = voice.server
    const typed = query.domain ?? labelFromCompany(query.company ?? '')
    const domain = tenantDomain(typed, baseDomain)
    if (!domain) {
      const problem =
        query.domain === undefined
          ? 'No domain could be made of this name. Type one yourself.'
          : `Use letters, digits and hyphens, right before .${baseDomain}. Some names are kept back.`
      return accept({ available: false, problem, suggestions: [] })
    }
    if (await isDomainFree(ctx, voice, domain)) return accept({ domain, available: true, suggestions: [] })
    const label = domain.slice(0, -baseDomain.length - 1)
    const suggestions = await freeOf(ctx, voice, otherLabels(label))
    return accept({ domain, available: false, problem: `${domain} is taken.`, suggestions })
  })
}

async function freeOf(ctx: Context, voice: VoicePlatform, labels: string[]): Promise<string[]> {
  const free: string[] = []
  for (const label of labels) {
    const domain = tenantDomain(label, voice.server.baseDomain)
    if (domain && (await isDomainFree(ctx, voice, domain))) free.push(domain)
    if (free.length === mostSuggestions) break
  }
  return free
}
