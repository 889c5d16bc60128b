import { type Ports, portRoles } from '@turnup/domain'
import { actionRegistry } from '@turnup/fulfilment'
import type { ActionOfConnector } from '@turnup/store'
import type { Services } from '../context.ts'

type Roles = Pick<Services, 'connectorOf' | 'ports'>

/** The roles that a connector plays in this installation; none for one that it does not use. */
export function rolesOf({ connectorOf, ports }: Roles, connector: string): (keyof Ports)[] {
  const roles: (keyof Ports)[] = portRoles.filter((role) => connectorOf[role] === connector)
  return Object.hasOwn(ports.numbers, connector) ? [...roles, 'numbers'] : roles
}

/** Every connector that plays a role, each once, in the order of the roles. */
export function connectorsInUse({ connectorOf, ports }: Roles): string[] {
  return [...new Set([...portRoles.map((role) => connectorOf[role]), ...Object.keys(ports.numbers)])]
}

/** Which outside system each action concerns, for finding the orders that wait for one. */
export function actionsByConnector({ connectorOf, ports }: Roles): ActionOfConnector[] {
  return [...actionRegistry.values()].flatMap(({ name, role, connector }) => {
    // Such a step names its carrier itself, so each of them may be meant.
    if (connector) return Object.keys(ports.numbers).map((id) => ({ action: name, connector: id }))
    return role === undefined ? [] : [{ action: name, connector: connectorOf[role] }]
  })
}
