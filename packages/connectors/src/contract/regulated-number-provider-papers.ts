import { describe, expect, test } from 'vitest'
import { kindOf } from './esim-contract.ts'
import { freshRef } from './number-provider-harness.ts'
import {
  type RegulatedHarness,
  type RegulatedPart,
  register,
  regulatedOffer,
  scan,
} from './regulated-number-provider-harness.ts'

const lostReplies = ['timeout-after-write', 'http-500-after-write', 'malformed'] as const

/** Registers a person with one refusal on the way; gives the errors that came. */
export async function registerForRecords(harness: RegulatedHarness): Promise<unknown[]> {
  const failures: unknown[] = []
  const { lastName } = harness.person
  harness.breakNext('createIdentity', { kind: 'reject', message: `${lastName} is known already` })
  await harness.provider
    .createIdentity(harness.person, freshRef('identity'))
    .catch((error: unknown) => failures.push(error))
  await register(harness, await regulatedOffer(harness))
  return failures
}

/** Identity, address, document and proof: each made once, found by its reference, and gone when removed. */
export function describePapers(harness: () => RegulatedHarness): void {
  describe('identities, addresses, documents and proofs', () => {
    const newIdentity = () => harness().provider.createIdentity(harness().person, freshRef('identity'))
    const newAddress = async () => {
      const { identityId } = await newIdentity()
      return harness().provider.createAddress({ ...harness().address, identityId }, freshRef('address'))
    }

    test('each is found by its reference as it was made, and by no other reference', async () => {
      const { provider, person, address } = harness()
      const refs = ['identity', 'address', 'document', 'proof'].map(freshRef) as [
        string,
        string,
        string,
        string,
      ]
      const identity = await provider.createIdentity(person, refs[0])
      expect(identity.party).toBe(person.party)
      const made = await provider.createAddress({ ...address, identityId: identity.identityId }, refs[1])
      const document = await provider.uploadDocument(scan, refs[2])
      const offer = await regulatedOffer(harness())
      const requirement = await provider.findRequirement(offer.offerId)
      const proofType = requirement?.forms[0]?.proofs.find(({ of }) => of === 'address')?.accepted[0]
      const proof = await provider.createProof(
        {
          of: { addressId: made.addressId },
          proofTypeId: proofType?.proofTypeId ?? '',
          documentIds: [document.documentId],
        },
        refs[3],
      )
      expect(await provider.findIdentity(refs[0])).toEqual(identity)
      expect(await provider.findAddress(refs[1])).toEqual(made)
      expect(await provider.findProof(refs[3])).toEqual(proof)
      expect(await provider.findIdentity(`${refs[0]}0`)).toBeUndefined()
      expect(await provider.findAddress(refs[0])).toBeUndefined()
      expect(await provider.findDocument(`${refs[2]}0`)).toBeUndefined()
      expect(await provider.findProof(refs[1])).toBeUndefined()
    })

    test('a document arrives byte for byte, and was encrypted on the way', async () => {
      const { provider, readDocument } = harness()
      const ref = freshRef('document')
      const { documentId } = await provider.uploadDocument(scan, ref)
      expect(Buffer.from(await readDocument(documentId))).toEqual(Buffer.from(scan.content))
      expect((await provider.findDocument(ref))?.documentId).toBe(documentId)
    })

    const parts: [RegulatedPart, (ref: string) => Promise<unknown>, (ref: string) => Promise<unknown>][] = [
      [
        'createIdentity',
        (ref) => harness().provider.createIdentity(harness().person, ref),
        (ref) => harness().provider.findIdentity(ref),
      ],
      [
        'createAddress',
        async (ref) => {
          const { identityId } = await harness().provider.createIdentity(harness().person, `${ref}/person`)
          return harness().provider.createAddress({ ...harness().address, identityId }, ref)
        },
        (ref) => harness().provider.findAddress(ref),
      ],
      [
        'uploadDocument',
        (ref) => harness().provider.uploadDocument(scan, ref),
        (ref) => harness().provider.findDocument(ref),
      ],
    ]
    describe.each(parts)('%s', (part, write, find) => {
      test.each(lostReplies)(
        'after a lost answer (%s) it is unknown, and found under its reference',
        async (kind) => {
          const ref = freshRef(part)
          harness().breakNext(part, { kind })
          expect(await kindOf(write(ref))).toBe('outcome-unknown')
          expect(await find(ref)).toBeDefined()
        },
      )

      test('a request that never arrived is unknown, and not found', async () => {
        const ref = freshRef(part)
        harness().breakNext(part, { kind: 'timeout-before-write' })
        expect(await kindOf(write(ref))).toBe('outcome-unknown')
        expect(await find(ref)).toBeUndefined()
      })
    })

    test('a complete registration has no problems; a proof that is missing is named', async () => {
      const { provider } = harness()
      const offer = await regulatedOffer(harness())
      const complete = await register(harness(), offer)
      expect(await provider.validateRegistration(complete)).toEqual([])
      const { identityId } = await newIdentity()
      const { addressId } = await provider.createAddress(
        { ...harness().address, identityId },
        freshRef('address'),
      )
      const { requirementId } = complete
      const problems = await provider.validateRegistration({ requirementId, identityId, addressId })
      expect(problems.length).toBeGreaterThan(0)
      expect(problems.every(({ code, message }) => /^[A-Z_]+$/.test(code) && message)).toBe(true)
      expect(problems.flatMap(({ proofsOf }) => proofsOf).length).toBeGreaterThan(0)
    })

    test('what is removed is gone, and removing it again or what never was succeeds', async () => {
      const { provider, person, address } = harness()
      const [identityRef, addressRef, documentRef] = ['identity', 'address', 'document'].map(freshRef) as [
        string,
        string,
        string,
      ]
      const { identityId } = await provider.createIdentity(person, identityRef)
      await provider.createAddress({ ...address, identityId }, addressRef)
      await provider.uploadDocument(scan, documentRef)
      for (let turn = 0; turn < 2; turn += 1) {
        await provider.removeDocument(documentRef)
        await provider.removeAddress(addressRef)
        await provider.removeIdentity(identityRef)
      }
      await provider.removeProof(freshRef('proof'))
      expect(await provider.findIdentity(identityRef)).toBeUndefined()
      expect(await provider.findAddress(addressRef)).toBeUndefined()
      expect(await provider.findDocument(documentRef)).toBeUndefined()
      expect(harness().countPapers()).toMatchObject({ identities: 0, addresses: 0, documents: 0 })
    })

    test('removing an identity takes its addresses along', async () => {
      const { provider, person, address } = harness()
      const ref = freshRef('identity')
      const { identityId } = await provider.createIdentity(person, ref)
      await provider.createAddress({ ...address, identityId }, freshRef('address'))
      await provider.removeIdentity(ref)
      expect(harness().countPapers()).toMatchObject({ identities: 0, addresses: 0 })
    })

    test('an address belongs to its identity', async () => {
      expect((await newAddress()).identityId).toBeTruthy()
    })
  })
}
