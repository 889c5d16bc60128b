import {
  describeVoicePlatform,
  type VoiceFault,
  type VoiceHarness,
} from '../contract/voice-platform-contract.ts'
import type { FaultKind } from '../sandbox-kit/index.ts'
import { startFusionPbx } from './fusionpbx-world.ts'
import type { Flags } from './sandbox/seed.ts'

const kinds: Record<VoiceFault, FaultKind> = {
  'lost-after-write': 'timeout-after-write',
  'lost-before-write': 'timeout-before-write',
  down: 'http-500',
  'refused-credentials': 'auth',
}

async function start(flags: Flags): Promise<VoiceHarness> {
  const world = await startFusionPbx(flags)
  const { sandbox, context } = world
  return {
    platform: world.connect(),
    exchanges: world.exchanges,
    secrets: world.secrets,
    breakNext: (part, fault) =>
      context.faults.add({ system: 'fusionpbx', operation: part, kind: kinds[fault], count: 1 }),
    countRows: sandbox.countRows,
    countTenants: sandbox.countTenants,
    plantTenant: sandbox.plantTenant,
    canSignIn: sandbox.canSignIn,
    callReaches: sandbox.callReaches,
    dialledGoesTo: sandbox.dialledGoesTo,
    gatewayPassword: async (gatewayId) => sandbox.gatewayPassword(gatewayId),
    setGateway: sandbox.setGateway,
    loseNextRescan: () =>
      context.faults.add({ system: 'event-socket', operation: 'rescan', kind: 'stale', count: 1 }),
    clearedCacheKeys: sandbox.clearedCacheKeys,
    reset: world.reset,
    close: world.stop,
  }
}

describeVoicePlatform('FusionPBX with flags as booleans', () => start('boolean'))
describeVoicePlatform('FusionPBX with flags as texts', () => start('text'))
