import { type Checkable, type CheckResult, ProviderError } from '@turnup/domain'
import type { Wiring } from '@turnup/server'

/** One outside system's own findings; one that cannot be reached is a finding too. */
async function findingsOf(connector: string, port: Checkable): Promise<CheckResult[]> {
  try {
    return await port.check()
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    const mend = 'Look whether the system runs, and whether address and credentials are right.'
    return [{ id: `${connector}.reachable`, level: 'failure', what: error.message, mend }]
  }
}

/** What every outside system says about how it is set up; changes nothing anywhere. */
export async function checkConnectors(wiring: Wiring): Promise<CheckResult[]> {
  try {
    return await wiring.check()
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    const roles = Object.entries(wiring.ports) as [keyof Wiring['ports'], Checkable][]
    const found = await Promise.all(roles.map(([role, port]) => findingsOf(wiring.connectorOf[role], port)))
    return found.flat()
  }
}
