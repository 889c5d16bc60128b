import type {
  CallbackHint,
  NewIdentity,
  NewRegulatedAddress,
  NewRegulatedDocument,
  NumberOffer,
  NumberQuery,
  ProviderCallback,
  RegulatedNumberProvider,
  RegulatedParty,
} from '@turnup/domain'
import { expect } from 'vitest'
import type { FaultRule } from '../sandbox-kit/index.ts'
import { freshRef, type NumberHarness, orderOf } from './number-provider-harness.ts'

export type RegulatedPart =
  | 'createIdentity'
  | 'createAddress'
  | 'uploadDocument'
  | 'createProof'
  | 'requestVerification'

/** What a connector of the role brings on top of what every number provider brings. */
export interface RegulatedHarness extends Omit<NumberHarness, 'provider' | 'stranger' | 'breakNext'> {
  provider: RegulatedNumberProvider
  stranger: RegulatedNumberProvider
  breakNext(
    part: RegulatedPart | Parameters<NumberHarness['breakNext']>[0],
    fault: Pick<FaultRule, 'kind' | 'message'>,
  ): void
  /** A place whose numbers need a registration of a person with at least one identity and one address proof. */
  regulatedPlace: Pick<NumberQuery, 'country' | 'regionId' | 'rateCentreId'>
  /** A person and an address there that fulfil its requirement. */
  person: NewIdentity
  address: Omit<NewRegulatedAddress, 'identityId'>
  /** What the carrier holds of a document after decrypting it. */
  readDocument(documentId: string): Promise<Uint8Array> | Uint8Array
  /** The carrier's people decide; the words of a rejection name the address and its proof. */
  decide(verificationId: string, decision: 'approve' | 'reject-address'): Promise<void> | void
  /** The carrier blocks or ends a number by itself. */
  afflict(number: string, state: 'blocked' | 'terminated'): Promise<void> | void
  /** A callback as the carrier would send it; `forged` is signed with another key. */
  callbackFor(hint: CallbackHint, how: { method: 'GET' | 'POST'; forged?: boolean }): ProviderCallback
  countPapers(): {
    identities: number
    addresses: number
    documents: number
    proofs: number
    verifications: number
  }
}

export const scan: NewRegulatedDocument = {
  fileName: 'passport-of-ada.pdf',
  mediaType: 'application/pdf',
  content: Buffer.from('%PDF-1.7 passport of Ada, number X1234567'),
}

export async function regulatedOffer(harness: RegulatedHarness): Promise<NumberOffer> {
  const { offers } = await harness.provider.searchNumbers({ ...harness.regulatedPlace, limit: 5 })
  expect(offers.length).toBeGreaterThan(1)
  return offers[0] as NumberOffer
}

/** Identity, address and every proof that the requirement of the offer asks a party for, as the carrier wants them. */
export async function register(
  harness: RegulatedHarness,
  offer: NumberOffer,
  party: RegulatedParty = 'personal',
) {
  const { provider } = harness
  const requirement = await provider.findRequirement(offer.offerId)
  const form = requirement?.forms.find((each) => each.party === party)
  const { identityId } = await provider.createIdentity(harness.person, freshRef('identity'))
  const { addressId } = await provider.createAddress({ ...harness.address, identityId }, freshRef('address'))
  for (const { of: subject, quantity, accepted } of form?.proofs ?? []) {
    for (let count = 0; count < quantity; count += 1) {
      const { documentId } = await provider.uploadDocument(scan, freshRef('document'))
      const proofTypeId = accepted[0]?.proofTypeId ?? ''
      const entity = subject === 'address' ? { addressId } : { identityId }
      await provider.createProof({ of: entity, proofTypeId, documentIds: [documentId] }, freshRef('proof'))
    }
  }
  return { requirementId: requirement?.requirementId ?? '', identityId, addressId }
}

/** Orders the offer and waits until the carrier has assigned the number, which still needs its registration. */
export async function orderedNumber(harness: RegulatedHarness, offer: NumberOffer) {
  const ref = freshRef('order')
  await harness.provider.orderNumber(orderOf(offer), ref)
  await harness.settleOrders()
  const order = await harness.provider.findOrder(ref)
  expect(order).toMatchObject({ status: 'pending', waitsFor: 'registration', number: offer.number })
  return { ref, orderId: order?.orderId ?? '', numberId: order?.numberId ?? '' }
}
