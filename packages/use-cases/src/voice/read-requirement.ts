import type { PbxRequirementBody } from '@turnup/contracts'
import {
  accept,
  isRegulated,
  type NumberOffer,
  type Outcome,
  type RegistrationRequirement,
  refuse,
} from '@turnup/domain'
import { readNumberHold } from '@turnup/store'
import type { Context, Services } from '../context.ts'
import { asCustomer } from '../customers/as-customer.ts'
import { briefly } from './brief-memory.ts'
import { carrierOf } from './carriers.ts'

const requirementLastsMs = 5 * 60_000

/** The carrier's live rules for a number; absent when it needs no registration. @throws ProviderError */
export async function requirementFor(
  services: Services,
  carrierId: string,
  { offerId, needsRegistration }: NumberOffer,
): Promise<RegistrationRequirement | undefined> {
  const carrier = carrierOf(services, carrierId)
  if (!needsRegistration || !carrier || !isRegulated(carrier)) return undefined
  const question = { key: ['requirement', offerId], lastsMs: requirementLastsMs }
  return briefly(services, carrier, question, () => carrier.findRequirement(offerId))
}

/** What the carrier asks of whoever takes the chosen number; a form is drawn from it (R169 to R173). */
export async function readPbxRequirement(ctx: Context, holdId: string): Promise<Outcome<PbxRequirementBody>> {
  return asCustomer(ctx, async ({ customerId }) => {
    const hold = await readNumberHold(ctx.db, holdId, customerId)
    if (!hold) return refuse('not-found', 'HOLD_UNKNOWN', 'You have chosen no such number. Choose one.')
    const requirement = await requirementFor(ctx, hold.provider, hold.offer)
    return accept(requirement ? requirementBody(requirement) : { needed: false, forms: [] })
  })
}

function requirementBody({
  requirementId,
  country,
  notice,
  forms,
}: RegistrationRequirement): PbxRequirementBody {
  return {
    needed: true,
    requirementId,
    country,
    notice,
    forms: forms.map(({ party, fields, proofs, templates, identityLevel, addressLevel }) => ({
      party,
      fields,
      proofs: proofs.map(({ of, quantity, accepted }) => ({
        of,
        quantity,
        accepted: accepted.map(({ name }) => name),
      })),
      templates: templates.map(({ name, url }) => ({ name, url })),
      identityLevel,
      addressLevel,
    })),
  }
}
