import type { NewIdentity } from '@turnup/domain'
import { describeNumberProvider } from '../contract/number-provider-contract.ts'
import type { NumberPart } from '../contract/number-provider-harness.ts'
import {
  describeRegulatedNumberProvider,
  type RegulatedHarness,
  type RegulatedPart,
} from '../contract/regulated-number-provider-contract.ts'
import { recordingDeps } from '../contract/serve-sandbox.ts'
import { callbackUrl, startDidww } from './didww-world.ts'
import { callbackOf, idOf, sandboxDidwwKey } from './sandbox/index.ts'

const operationOf: Record<NumberPart | RegulatedPart, string> = {
  search: 'GET available_dids',
  readOffer: 'GET available_dids',
  reserve: 'POST did_reservations',
  order: 'POST orders',
  release: 'PATCH dids',
  ensureTrunk: 'POST voice_in_trunks',
  removeTrunk: 'DELETE voice_in_trunks',
  route: 'PATCH dids',
  createIdentity: 'POST identities',
  createAddress: 'POST addresses',
  uploadDocument: 'POST encrypted_files',
  createProof: 'POST proofs',
  requestVerification: 'POST address_verifications',
}

const person: NewIdentity = {
  party: 'personal',
  firstName: 'Ada',
  lastName: 'Morgenstern',
  phone: '+27215550199',
  email: 'ada.morgenstern@example.com',
  country: 'ZA',
  birthCountry: 'ZA',
  birthDate: '1981-04-17',
  idNumber: '8104175009087',
}

async function start(change: Record<string, unknown> = {}): Promise<RegulatedHarness> {
  const world = await startDidww()
  const { sandbox, context } = world
  const alive = (type: string) => sandbox.list(type).filter(({ attributes }) => !attributes.terminated)
  return {
    provider: world.connect(change),
    stranger: world.connect({ ...change, apiKey: 'not-the-right-key' }, recordingDeps()),
    journal: context.journal,
    exchanges: world.exchanges,
    secrets: [sandboxDidwwKey],
    place: {
      country: 'US',
      regionId: idOf('regions', 'New York'),
      rateCentreId: idOf('cities', 'New York'),
    },
    regulatedPlace: { country: 'ZA', rateCentreId: idOf('cities', 'Cape Town') },
    person,
    address: {
      country: 'ZA',
      city: 'Cape Town',
      cityId: idOf('cities', 'Cape Town'),
      postalCode: '8001',
      street: '12 Signal Hill Road',
    },
    breakNext: (part, fault) =>
      context.faults.add({ system: 'didww', operation: operationOf[part], count: 1, ...fault }),
    takeAway: (number) => {
      sandbox.takeAway(number)
    },
    emptyAccount: () => sandbox.setBalance(0),
    settleOrders: () => sandbox.fillOrders(),
    passTime: (ms) => context.clock.move(ms),
    count: () => ({
      numbers:
        alive('dids').length +
        sandbox.list('orders').filter(({ attributes }) => attributes.status === 'pending').length,
      trunks: sandbox.list('voice_in_trunks').length,
    }),
    readDocument: (documentId) => sandbox.readDocument(documentId),
    decide: (verificationId, decision) =>
      sandbox.decide(
        verificationId,
        decision === 'approve' ? undefined : ['Address does not match the proof of address'],
      ),
    afflict: (number, state) => sandbox.treatNumber(number, state === 'blocked' ? 'block' : 'terminate'),
    callbackFor: (hint, { method, forged }) => {
      const about =
        hint.about === 'order'
          ? { id: hint.orderId, type: 'orders', status: 'completed' }
          : { id: hint.verificationId, type: 'address_verifications', status: 'approved' }
      const key = forged ? 'the-key-of-somebody-else' : sandboxDidwwKey
      return callbackOf(about, { url: callbackUrl, method, key })
    },
    countPapers: () => ({
      identities: sandbox.list('identities').length,
      addresses: sandbox.list('addresses').length,
      documents: sandbox.list('encrypted_files').length,
      proofs: sandbox.list('proofs').length,
      verifications: sandbox.list('address_verifications').length,
    }),
    reset: () => world.reset(),
    close: () => world.stop(),
  }
}

describeNumberProvider('DIDWW', { canReserve: true }, start)
describeNumberProvider('DIDWW with registered trunks', { canReserve: true }, () =>
  start({ trunks: 'registered' }),
)
describeRegulatedNumberProvider('DIDWW', start)
