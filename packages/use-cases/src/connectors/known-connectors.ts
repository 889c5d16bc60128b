import { type PortRole, portRoles } from '@turnup/domain'
import { actionRegistry } from '@turnup/fulfilment'
import type { ActionOfConnector } from '@turnup/store'
import type { Services } from '../context.ts'

type Roles = Pick<Services, 'connectorOf'>

/** The roles that a connector plays in this installation; none for one that it does not use. */
export function rolesOf({ connectorOf }: Roles, connector: string): PortRole[] {
  return portRoles.filter((role) => connectorOf[role] === connector)
}

/** Every connector that plays a role, each once, in the order of the roles. */
export function connectorsInUse({ connectorOf }: Roles): string[] {
  return [...new Set(portRoles.map((role) => connectorOf[role]))]
}

/** Which outside system each action concerns, for finding the orders that wait for one. */
export function actionsByConnector({ connectorOf }: Roles): ActionOfConnector[] {
  return [...actionRegistry.values()].flatMap(({ name, role }) =>
    role === undefined ? [] : [{ action: name, connector: connectorOf[role] }],
  )
}
