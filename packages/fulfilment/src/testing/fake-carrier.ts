import type {
  NumberOffer,
  NumberOrder,
  RegistrationProblem,
  RegulatedNumberProvider,
  SipTrunk,
} from '@turnup/domain'
import { providerError } from './fault.ts'

export interface FakeNumberOrder extends NumberOrder {
  ref: string
  offerId: string
  planId: string
  reservationId?: string
  trunkId?: string
}

interface Kept {
  id: string
  ref: string
}
type FakeIdentity = Kept & { given: Record<string, unknown> }
type FakeAddress = Kept & { identityId: string; given: Record<string, unknown> }
type FakeProof = Kept & { documentIds: string[]; proofTypeId: string }
type FakeVerification = Kept & {
  status: 'pending' | 'approved' | 'rejected'
  problems: RegistrationProblem[]
  numberIds: string[]
}

/** What one number costs at the fake carriers. */
export function fakeOffer(number: string, change: Partial<NumberOffer> = {}): NumberOffer {
  return {
    offerId: `offer-${number}`,
    number,
    place: { country: 'US', city: 'New York' },
    kind: 'local',
    features: ['voice-in'],
    needsRegistration: false,
    plans: [
      {
        planId: 'per-minute',
        kind: 'per-minute',
        name: 'Pay per minute',
        monthly: { amountMinor: 100, currency: 'USD' },
        setup: { amountMinor: 40, currency: 'USD' },
        perMinute: { amount: '0.0090', currency: 'USD' },
      },
    ],
    ...change,
  }
}

/** A carrier that sells whatever is asked for, as often as it is asked: nothing in it keeps a repeat from being a second one. */
export function fakeCarrier(id: string, { canRegister }: { canRegister: boolean }) {
  const orders: FakeNumberOrder[] = []
  const trunks: (SipTrunk & { ref: string })[] = []
  const identities: FakeIdentity[] = []
  const addresses: FakeAddress[] = []
  const documents: (Kept & { bytes: number })[] = []
  const proofs: FakeProof[] = []
  const verifications: FakeVerification[] = []
  const offers = new Map<string, NumberOffer>()
  const mood = {
    /** How often an order is asked after before it is active. */
    polls: 0,
    /** A verification is answered in this way when it is asked after; pending until somebody says so. */
    verdict: 'approved' as 'approved' | 'rejected' | 'pending',
    problems: [] as RegistrationProblem[],
    /** What would be said against identity, address and papers. */
    validation: [] as RegistrationProblem[],
  }
  let count = 0
  const next = (word: string) => `${id}-${word}-${++count}`
  const refused = (operation: string, code: string) => providerError('rejected', id, operation, { code })
  const remove = <Thing extends { ref: string }>(list: Thing[], ref: string) => {
    for (let at = list.length - 1; at >= 0; at -= 1) if (list[at]?.ref === ref) list.splice(at, 1)
  }
  const alive = (ref: string) => orders.find((one) => one.ref === ref && one.status !== 'terminated')

  function look(order: FakeNumberOrder): NumberOrder {
    if (order.status !== 'pending') return order
    if (order.waitsFor === 'registration') {
      const verified = verifications.some(
        (one) => one.status === 'approved' && one.numberIds.includes(order.numberId ?? ''),
      )
      if (verified) Object.assign(order, { status: 'active', waitsFor: undefined })
      return order
    }
    if (mood.polls > 0) mood.polls -= 1
    else Object.assign(order, { status: 'active', waitsFor: undefined })
    return order
  }

  function judge(verification: FakeVerification) {
    if (verification.status === 'pending' && mood.verdict !== 'pending') {
      verification.status = mood.verdict
      verification.problems = mood.verdict === 'rejected' ? mood.problems : []
    }
    return { ...verification, verificationId: verification.id }
  }

  const port: Partial<RegulatedNumberProvider> & { canRegister: boolean } = {
    canReserve: false,
    canRegister: canRegister as true,
    registrationRoutes: ['portal-upload', 'api-upload', 'order-first'],
    async readOffer(offerId) {
      return offers.get(offerId)
    },
    async listAlternatives(offerId) {
      return [...offers.values()].filter((offer) => offer.offerId !== offerId)
    },
    async findOrder(ref) {
      const found = alive(ref) ?? orders.find((one) => one.ref === ref)
      return found && { ...found }
    },
    async readOrder(orderId) {
      const found = orders.find((one) => one.orderId === orderId)
      return found && { ...look(found) }
    },
    async orderNumber(order, ref) {
      const number = order.offerId.replace('offer-', '')
      const made: FakeNumberOrder = {
        ...order,
        orderId: next('order'),
        numberId: next('number'),
        number,
        ref,
        status: 'pending',
        waitsFor: canRegister ? 'registration' : 'carrier',
      }
      orders.push(made)
      return { ...made }
    },
    async releaseNumber(ref) {
      for (const one of orders)
        if (one.ref === ref) Object.assign(one, { status: 'terminated', trunkId: undefined })
    },
    async findTrunk(ref) {
      return trunks.find((one) => one.ref === ref)
    },
    async ensureTrunk({ name }, ref) {
      const known = trunks.find((one) => one.ref === ref)
      if (known) return known
      const made = {
        trunkId: next('trunk'),
        host: 'sip.example',
        port: 5060,
        transport: 'udp' as const,
        username: name,
        registers: true,
        ref,
      }
      trunks.push(made)
      return made
    },
    async readTrunkCredentials(ref) {
      const known = trunks.find((one) => one.ref === ref)
      if (!known) throw refused('readTrunkCredentials', 'NOT_OURS')
      return { ...known, password: 'trunk-password-in-clear' }
    },
    async removeTrunk(ref) {
      const known = trunks.find((one) => one.ref === ref)
      if (orders.some((one) => one.trunkId !== undefined && one.trunkId === known?.trunkId))
        throw refused('removeTrunk', 'TRUNK_IN_USE')
      remove(trunks, ref)
    },
    async findRouting(ref) {
      const trunkId = alive(ref)?.trunkId
      return trunkId ? { trunkId } : undefined
    },
    async routeNumber(ref, { trunkId }) {
      const order = alive(ref)
      if (!order) throw refused('routeNumber', 'NOT_OURS')
      order.trunkId = trunkId
    },
    async findIdentity(ref) {
      const found = identities.find((one) => one.ref === ref)
      return found && { identityId: found.id, party: 'personal' as const, isVerified: false }
    },
    async createIdentity(given, ref) {
      const made = { id: next('identity'), ref, given: { ...given } }
      identities.push(made)
      return { identityId: made.id, party: given.party, isVerified: false }
    },
    async removeIdentity(ref) {
      remove(identities, ref)
    },
    async findAddress(ref) {
      const found = addresses.find((one) => one.ref === ref)
      return found && { addressId: found.id, isVerified: false }
    },
    async createAddress(given, ref) {
      const made = { id: next('address'), ref, identityId: given.identityId, given: { ...given } }
      addresses.push(made)
      return { addressId: made.id, isVerified: false }
    },
    async removeAddress(ref) {
      remove(addresses, ref)
    },
    async findDocument(ref) {
      const found = documents.find((one) => one.ref === ref)
      return found && { documentId: found.id }
    },
    async uploadDocument({ content }, ref) {
      const made = { id: next('document'), ref, bytes: content.byteLength }
      documents.push(made)
      return { documentId: made.id }
    },
    async removeDocument(ref) {
      remove(documents, ref)
    },
    async findProof(ref) {
      const found = proofs.find((one) => one.ref === ref)
      return found && { proofId: found.id }
    },
    async createProof({ proofTypeId, documentIds }, ref) {
      const made = { id: next('proof'), ref, documentIds, proofTypeId }
      proofs.push(made)
      return { proofId: made.id }
    },
    async removeProof(ref) {
      remove(proofs, ref)
    },
    async validateRegistration() {
      return mood.validation
    },
    async findVerification(ref) {
      const found = verifications.find((one) => one.ref === ref)
      return found && judge(found)
    },
    async readVerification(verificationId) {
      const found = verifications.find((one) => one.id === verificationId)
      return found && judge(found)
    },
    async requestVerification({ numberIds }, ref) {
      const made: FakeVerification = {
        id: next('verification'),
        ref,
        status: 'pending',
        problems: [],
        numberIds,
      }
      verifications.push(made)
      return { ...made, verificationId: made.id }
    },
    async findPlaces(country, city) {
      const known = [{ country: 'ZA', city: 'Cape Town', cityId: 'cape-town' }]
      return known.filter((one) => one.country === country && one.city.startsWith(city))
    },
    readCallback: ({ fields, headers }) =>
      headers['x-signature'] === 'good' && fields.orderId
        ? { about: 'order', orderId: fields.orderId }
        : undefined,
  }
  return {
    port,
    mood,
    offers,
    orders,
    trunks,
    identities,
    addresses,
    documents,
    proofs,
    verifications,
    /** Numbers that cost money now. */
    rented: () => orders.filter((one) => one.status !== 'terminated'),
  }
}
