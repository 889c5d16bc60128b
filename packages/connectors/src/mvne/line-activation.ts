import {
  type CheckResult,
  type ConnectorDeps,
  type JsonObject,
  type Line,
  type LineActivation,
  ProviderError,
} from '@turnup/domain'
import { connectorId, createMvneClient, type MvneClient } from './client.ts'
import type { MvneConfig } from './config.ts'
import { WireLine, WireTopUp } from './wire.ts'

/** A PUT that answers without a body breaks the contract. */
function present<Value>(value: Value | undefined, operation: string): Value {
  if (value !== undefined) return value
  throw new ProviderError('outcome-unknown', {
    code: 'REPLY_NOT_UNDERSTOOD',
    connector: connectorId,
    operation,
    message: `The line activation service answered ${operation} without saying what it did.`,
  })
}

async function put(
  client: MvneClient,
  operation: 'activateLine' | 'replaceProfile',
  path: string[],
  body: JsonObject,
): Promise<Line> {
  return present(
    await client.send({ operation, effect: 'write', method: 'PUT', path, body }, WireLine),
    operation,
  )
}

async function checkMvne(client: MvneClient): Promise<CheckResult[]> {
  const id = 'mvne.access'
  try {
    const path = ['lines', 'turnup-doctor']
    await client.send({ operation: 'findLine', effect: 'read', method: 'GET', path }, WireLine)
    return [{ id, level: 'ok', what: 'The line activation service answers and takes our key.' }]
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    const mend = error.kind === 'auth' ? 'Set the API key anew.' : 'Check the address and the network path.'
    return [{ id, level: 'failure', what: error.message, mend }]
  }
}

/** The subscriber side of SIMs over our own line activation contract (README; R086, R111, R112). */
export function createMvneLineActivation(config: MvneConfig, deps: ConnectorDeps): LineActivation {
  const client = createMvneClient(config, deps)
  return {
    findLine: (ref) =>
      client.send({ operation: 'findLine', effect: 'read', method: 'GET', path: ['lines', ref] }, WireLine),
    activateLine: ({ iccid, plan }, ref) => put(client, 'activateLine', ['lines', ref], { iccid, plan }),
    replaceProfile: (lineRef, iccid) =>
      put(client, 'replaceProfile', ['lines', lineRef, 'profile'], { iccid }),
    async terminateLine(ref) {
      const path = ['lines', ref]
      await client.send({ operation: 'terminateLine', effect: 'write', method: 'DELETE', path }, WireLine)
    },
    findTopUp: (ref) =>
      client.send(
        { operation: 'findTopUp', effect: 'read', method: 'GET', path: ['top-ups', ref] },
        WireTopUp,
      ),
    async topUp({ lineRef, packageCode, amount }, ref) {
      const body = { ...(packageCode ? { packageCode } : {}), ...(amount ? { amount: { ...amount } } : {}) }
      const path = ['lines', lineRef, 'top-ups', ref]
      const call = { operation: 'topUp', effect: 'write', method: 'PUT', path, body } as const
      return present(await client.send(call, WireTopUp), 'topUp')
    },
    check: () => checkMvne(client),
  }
}
