import type { NewIdentity, RegulatedNumberProvider } from '@turnup/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { failureOf } from '../contract/billing-contract.ts'
import { callbackUrl, type DidwwWorld, startDidww } from './didww-world.ts'
import { problemFrom } from './map-problem.ts'
import { idOf } from './sandbox/index.ts'

let world: DidwwWorld
let didww: RegulatedNumberProvider
beforeAll(async () => {
  world = await startDidww()
  didww = world.connect({ callbackUrl })
})
beforeEach(() => world.reset())
afterAll(() => world.stop())

const ada: NewIdentity = {
  party: 'personal',
  firstName: 'Ada',
  lastName: 'Morgenstern',
  phone: '+27215550199',
  country: 'ZA',
  birthDate: '1981-04-17',
  idNumber: '8104175009087',
}
const company: NewIdentity = { ...ada, party: 'business', companyName: 'Acme GmbH', country: 'DE' }
const paper = { fileName: 'paper.pdf', mediaType: 'application/pdf', content: Buffer.from('paper') } as const

async function requirementIn(city: string, country: string) {
  const { offers } = await didww.searchNumbers({ country, rateCentreId: idOf('cities', city), limit: 1 })
  const requirement = await didww.findRequirement(offers[0]?.offerId ?? '')
  if (!requirement) throw new Error('There is no requirement')
  return requirement
}

describe('requirements', () => {
  test('fields named by label or in snake case become fields of the form; proofs, levels and words come along', async () => {
    const requirement = await requirementIn('Cape Town', 'ZA')
    expect(requirement).toMatchObject({ country: 'ZA', kind: 'local' })
    expect(requirement.notice).toContain('South Africa')
    const [personal, business] = requirement.forms
    const required = (form: typeof personal) =>
      form?.fields.filter(({ isRequired }) => isRequired).map(({ name }) => name)
    expect(required(personal)).toEqual([
      'firstName',
      'lastName',
      'birthDate',
      'idNumber',
      'phone',
      'country',
      'city',
      'postalCode',
      'street',
      'serviceDescription',
    ])
    expect(required(business)).toEqual(
      expect.arrayContaining(['companyName', 'companyRegistrationNumber', 'vatId']),
    )
    expect(personal).toMatchObject({
      identityLevel: 'world-wide',
      addressLevel: 'country',
      proofs: [
        { of: 'identity', quantity: 1 },
        { of: 'address', quantity: 1 },
      ],
    })
    expect(business?.proofs[0]).toMatchObject({ of: 'business', quantity: 1 })
    expect(personal?.proofs[0]?.accepted.map(({ name }) => name)).toContain('Passport')
  })

  test('a requirement for one kind of party has one form, its permanent form, and names what we have no field for', async () => {
    const requirement = await requirementIn('Berlin', 'DE')
    expect(requirement.forms.map(({ party }) => party)).toEqual(['business'])
    expect(requirement.forms[0]?.templates).toEqual([
      expect.objectContaining({ name: 'Germany Special Registration Form', isPermanent: true }),
    ])
    expect(requirement.notice).toContain('Proof of ID')
  })

  test('the validation says what is missing, one after the other, until nothing is', async () => {
    const { requirementId, forms } = await requirementIn('Berlin', 'DE')
    const { identityId } = await didww.createIdentity(company, 'o/identity')
    const { addressId } = await didww.createAddress(
      { identityId, country: 'DE', city: 'Berlin', postalCode: '10115', street: 'Invalidenstr. 1' },
      'o/address',
    )
    const validate = () => didww.validateRegistration({ requirementId, identityId, addressId })
    const codes = (await validate()).map(({ code, proofsOf, fields }) => [code, ...proofsOf, ...fields])
    expect(codes).toEqual([
      ['FIELD_MISSING', 'companyRegistrationNumber'],
      ['PROOF_MISSING', 'business'],
      ['PROOF_MISSING', 'address'],
      ['PROOF_MISSING'],
    ])
    const { documentId } = await didww.uploadDocument(paper, 'o/paper')
    const template = forms[0]?.templates[0]?.templateId ?? ''
    expect(await didww.findPermanentForm(identityId, template)).toBeUndefined()
    const form = { identityId, templateId: template, documentIds: [documentId] }
    const submitted = await didww.submitPermanentForm(form, 'o/form')
    expect(await didww.submitPermanentForm(form, 'o/form')).toEqual(submitted)
    expect(await didww.findPermanentForm(identityId, template)).toEqual(submitted)
    expect(world.sandbox.list('permanent_supporting_documents')).toHaveLength(1)
    expect(await validate()).toHaveLength(3)
  })

  test('an address in another country is a mismatch that names the address', async () => {
    const { requirementId } = await requirementIn('Cape Town', 'ZA')
    const { identityId } = await didww.createIdentity(ada, 'o/identity')
    const { addressId } = await didww.createAddress(
      { identityId, country: 'GB', city: 'London', postalCode: 'E1 6AN', street: '1 Brick Lane' },
      'o/address',
    )
    const problems = await didww.validateRegistration({ requirementId, identityId, addressId })
    expect(problems.at(-1)).toMatchObject({
      code: 'ADDRESS_MISMATCH',
      message: 'Address in South Africa required',
    })
    expect(problems.at(-1)?.fields).toContain('street')
  })
})

describe('papers', () => {
  test('what other keys sealed, or what is broken, is refused by the carrier and told as a no', async () => {
    const pems = await (
      await fetch(`${world.origin}/didww/v3/public_keys`, {
        headers: { 'x-didww-api-version': '2026-04-16' },
      })
    ).json()
    expect(Object(pems).data).toHaveLength(2)
    const form = new FormData()
    form.set('encrypted_files[encryption_fingerprint]', 'aa:::bb')
    form.set('encrypted_files[file]', new Blob(['plain']), 'paper.enc')
    const answer = await fetch(`${world.origin}/didww/v3/encrypted_files`, {
      method: 'POST',
      headers: { 'x-didww-api-version': '2026-04-16', 'api-key': 'didww-sandbox-api-key' },
      body: form,
    })
    expect(answer.status).toBe(422)
    expect(world.sandbox.list('encrypted_files')).toEqual([])
  })

  test('a paper of ten megabytes arrives whole, and each upload looks different on the way', async () => {
    const content = Buffer.alloc(10 * 1024 * 1024, 7)
    const one = await didww.uploadDocument({ ...paper, content }, 'o/big')
    const two = await didww.uploadDocument(paper, 'o/small')
    const three = await didww.uploadDocument(paper, 'o/small-again')
    expect(Buffer.from(world.sandbox.readDocument(one.documentId)).equals(content)).toBe(true)
    const sealed = (id: string) =>
      world.sandbox.list('encrypted_files').find((file) => file.id === id)?.hidden?.sealed
    expect(sealed(two.documentId)).not.toEqual(sealed(three.documentId))
    expect(one.expiresAt).toMatch(/Z$/)
  })

  test('a proof that does not fit its subject is refused', async () => {
    const { identityId } = await didww.createIdentity(ada, 'o/identity')
    const { documentId } = await didww.uploadDocument(paper, 'o/paper')
    const proof = didww.createProof(
      {
        of: { identityId },
        proofTypeId: idOf('proof_types', 'Utility Bill'),
        documentIds: [documentId],
      },
      'o/proof',
    )
    expect((await failureOf(proof)).kind).toBe('rejected')
  })

  test('an identity with proofs, addresses and forms is removed with all of them', async () => {
    const { identityId } = await didww.createIdentity(ada, 'o/identity')
    const { addressId } = await didww.createAddress(
      { identityId, country: 'ZA', city: 'Cape Town', postalCode: '8001', street: '1 Loop Street' },
      'o/address',
    )
    const { documentId } = await didww.uploadDocument(paper, 'o/paper')
    for (const [subject, type] of [
      [{ identityId }, 'Passport'],
      [{ addressId }, 'Utility Bill'],
    ] as const) {
      const proof = { of: subject, proofTypeId: idOf('proof_types', type), documentIds: [documentId] }
      await didww.createProof(proof, `o/proof/${type}`)
    }
    await didww.removeIdentity('o/identity')
    expect(['identities', 'addresses', 'proofs'].flatMap((type) => world.sandbox.list(type))).toEqual([])
    await didww.removeIdentity('o/identity')
  })
})

describe('verification', () => {
  async function arranged(identity: NewIdentity = ada) {
    const place = { country: 'ZA', rateCentreId: idOf('cities', 'Cape Town') }
    const { offers } = await didww.searchNumbers({ ...place, limit: 1 })
    const planId = offers[0]?.plans[0]?.planId ?? ''
    await didww.orderNumber({ offerId: offers[0]?.offerId ?? '', planId }, 'o/order')
    const order = await didww.findOrder('o/order')
    const { identityId } = await didww.createIdentity(identity, 'o/identity')
    const { addressId } = await didww.createAddress(
      { identityId, country: 'ZA', city: 'Cape Town', postalCode: '8001', street: '1 Loop Street' },
      'o/address',
    )
    return { addressId, numberIds: [order?.numberId ?? ''], serviceDescription: 'Office telephones' }
  }

  test('rejected with reasons and a comment, corrected, then approved; each is told in full', async () => {
    const request = await arranged()
    const first = await didww.requestVerification(request, 'o/verification:1')
    world.sandbox.decide(first.verificationId, ['Passport has expired'], 'Please send a valid one')
    expect(await didww.findVerification('o/verification:1')).toEqual({
      verificationId: first.verificationId,
      ref: 'o/verification:1',
      status: 'rejected',
      problems: [problemFrom('Passport has expired'), problemFrom('Please send a valid one')],
    })
    const second = await didww.requestVerification(request, 'o/verification:2')
    world.sandbox.decide(second.verificationId)
    expect((await didww.readVerification(second.verificationId))?.status).toBe('approved')
    expect((await didww.findAddress('o/address'))?.isVerified).toBe(true)
    expect((await didww.findIdentity('o/identity'))?.isVerified).toBe(true)
  })

  test('the values by which the test system decides at once do so here', async () => {
    const id = (digit: string) =>
      `${digit.repeat(8)}-${digit.repeat(4)}-${digit.repeat(4)}-${digit.repeat(4)}-${digit.repeat(12)}`
    const rejected = await didww.requestVerification(await arranged({ ...ada, idNumber: id('2') }), 'o/v:1')
    expect(rejected.status).toBe('pending')
    expect((await didww.readVerification(rejected.verificationId))?.status).toBe('rejected')
    world.reset()
    const approved = await didww.requestVerification(await arranged({ ...ada, idNumber: id('1') }), 'o/v:1')
    expect((await didww.readVerification(approved.verificationId))?.status).toBe('approved')
    expect((await didww.findOrder('o/order'))?.status).toBe('active')
  })

  test('a number that is being verified already is refused as incomplete', async () => {
    const request = await arranged()
    await didww.requestVerification(request, 'o/v:1')
    const again = await failureOf(didww.requestVerification(request, 'o/v:2'))
    expect([again.kind, again.code]).toEqual(['rejected', 'REGISTRATION_INCOMPLETE'])
  })
})
