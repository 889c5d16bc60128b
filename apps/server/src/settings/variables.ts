import { connectorVariables } from './connector-variables.ts'
import { doorVariables } from './door-variables.ts'
import { policyVariables } from './policy-variables.ts'
import { serverVariables, storeAndEngineVariables } from './server-variables.ts'
import type { Variable } from './variable.ts'

/** Every setting there is, in the order of the documentation. */
export const variables: readonly Variable[] = [
  ...serverVariables,
  ...storeAndEngineVariables,
  ...connectorVariables,
  ...doorVariables,
  ...policyVariables,
]
