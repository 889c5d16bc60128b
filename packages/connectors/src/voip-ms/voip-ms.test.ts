import type { NumberHarness, NumberPart } from '../contract/number-provider-contract.ts'
import { describeNumberProvider } from '../contract/number-provider-contract.ts'
import { recordingDeps } from '../contract/serve-sandbox.ts'
import { startVoipMs } from './voip-ms-world.ts'

const operationOf: Record<NumberPart, string> = {
  search: 'getDIDsUSA',
  readOffer: 'searchDIDsUSA',
  reserve: 'orderDID',
  order: 'orderDID',
  release: 'cancelDID',
  ensureTrunk: 'createSubAccount',
  removeTrunk: 'delSubAccount',
  route: 'setDIDRouting',
}

describeNumberProvider('VoIP.ms', { canReserve: false }, async (): Promise<NumberHarness> => {
  const world = await startVoipMs()
  return {
    provider: world.connect(),
    stranger: world.connect({ apiPassword: 'not-the-password' }, recordingDeps()),
    journal: world.context.journal,
    exchanges: world.exchanges,
    secrets: world.secrets,
    place: { country: 'US', regionId: 'NY', rateCentreId: 'NEW YORK' },
    breakNext: (part, fault) =>
      world.context.faults.add({ system: 'voip-ms', operation: operationOf[part], count: 1, ...fault }),
    takeAway: (number) => {
      world.sandbox.takeAway(number)
    },
    emptyAccount: () => world.sandbox.setBalance(0),
    settleOrders: () => {},
    passTime: (ms) => world.context.clock.move(ms),
    count: () => ({
      numbers: world.sandbox.listNumbers().length,
      trunks: world.sandbox.listSubAccounts().length,
    }),
    reset: () => world.reset(),
    close: () => world.stop(),
  }
})
