import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'

export interface TestEngine {
  ingressUrl: string
  adminUrl: string
  /** For the door: calls that this key did not sign are refused. */
  identityPublicKey: string
  /** Keeps the services of this test file apart from those of others. */
  namespace: string
}

/** The run's engine, with a namespace that no other test file has. */
export function testEngine(): TestEngine {
  return { ...inject('engine'), namespace: `t${randomBytes(6).toString('hex')}` }
}
