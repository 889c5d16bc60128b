import { linked, linkedOne, markerIn, onlyKnown, type Rules } from './requests.ts'
import { wordsAgainst } from './requirement-words.ts'
import type { Entity } from './state.ts'
import { ApiRefusal, follow, idsOf, invalid, toOne, type World } from './world.ts'

/** Several reasons at once, each an error of its own. */
export class ValidationRefusal extends ApiRefusal {
  readonly reasons: string[]
  constructor(reasons: string[]) {
    super(422, reasons.join('; '))
    this.name = 'ValidationRefusal'
    this.reasons = reasons
  }
}

/** Values of an identity's id_number by which the carrier's test system decides at once. */
const testDecisions: Record<string, 'approve' | 'reject'> = {
  '11111111-1111-1111-1111-111111111111': 'approve',
  '22222222-2222-2222-2222-222222222222': 'reject',
}

export function decide(
  world: World,
  verification: Entity,
  reasons?: { reasons: string[]; comment?: string },
): void {
  if (verification.attributes.status !== 'pending') return
  verification.attributes.status = reasons ? 'rejected' : 'approved'
  verification.attributes.reject_reasons = reasons?.reasons ?? null
  verification.attributes.reject_comment = reasons?.comment ?? null
  if (!reasons) {
    for (const did of follow(world, verification, 'dids')) {
      did.attributes.awaiting_registration = false
      did.attributes.blocked = did.attributes.terminated
    }
    for (const address of follow(world, verification, 'address')) {
      address.attributes.verified = true
      for (const identity of follow(world, address, 'identity')) identity.attributes.verified = true
    }
  }
  world.tell(verification)
}

/** What a new verification comes to by itself; nothing: it waits for a person. */
export function decideByItself(world: World, verification: Entity, rejection: string | undefined): void {
  const [address] = follow(world, verification, 'address')
  const [identity] = address ? follow(world, address, 'identity') : []
  const told = testDecisions[String(identity?.attributes.id_number)]
  const reason = rejection ?? (told === 'reject' ? 'Identity proof is not legible' : undefined)
  if (reason) decide(world, verification, { reasons: [reason] })
  else if (told === 'approve' || world.state.approvesByItself) decide(world, verification)
}

export const verificationRules: Record<string, Rules> = {
  address_requirement_validations: {
    create(world, request) {
      const requirement = linkedOne(world, request, 'address_requirement', ['address_requirements'])
      const identity = linkedOne(world, request, 'identity', ['identities'])
      const address = linkedOne(world, request, 'address', ['addresses'])
      const reasons = wordsAgainst(world, { requirement, identity, address })
      if (reasons.length > 0) throw new ValidationRefusal(reasons)
      return {
        id: '00000000-0000-4000-8000-000000000001',
        type: 'address_requirement_validations',
        attributes: {},
        relations: {},
      }
    },
  },
  address_verifications: {
    create(world, request) {
      onlyKnown(request, ['service_description', 'callback_url', 'callback_method', 'external_reference_id'])
      const address = linkedOne(world, request, 'address', ['addresses'])
      const dids = linked(world, request, 'dids', ['dids'])
      linked(world, request, 'onetime_files', ['encrypted_files'])
      if (dids.length === 0) throw invalid("DIDs can't be blank", '/data/relationships/dids')
      for (const did of dids) {
        if (!did.attributes.awaiting_registration) throw invalid('DID does not need to be registered')
        const open = follow(world, did, 'address_verification')
        if (open.some(({ attributes }) => attributes.status === 'pending')) {
          throw invalid('DID is being verified already')
        }
      }
      world.state.nextReference += 1
      const verification = world.add({
        type: 'address_verifications',
        attributes: {
          service_description: request.attributes.service_description ?? null,
          callback_url: request.attributes.callback_url ?? null,
          callback_method: request.attributes.callback_method ?? null,
          status: 'pending',
          reject_reasons: null,
          reject_comment: null,
          reference: `VER-${world.state.nextReference}`,
          ...markerIn(request),
        },
        relations: {
          address: toOne('addresses', address.id),
          dids: dids.map(({ id }) => toOne('dids', id)),
          onetime_files: [],
        },
      })
      const [identityId] = idsOf(address, 'identity')
      for (const did of dids) {
        did.relations.address_verification = toOne('address_verifications', verification.id)
        did.relations.identity = identityId ? toOne('identities', identityId) : null
      }
      return verification
    },
  },
}
