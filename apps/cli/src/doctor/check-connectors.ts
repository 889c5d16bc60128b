import { type Checkable, type CheckResult, ProviderError, portRoles } from '@turnup/domain'
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
    const carriers = Object.entries(wiring.ports.numbers)
    const played = portRoles.map((role): [string, Checkable] => [
      wiring.connectorOf[role],
      wiring.ports[role],
    ])
    const found = await Promise.all([...played, ...carriers].map(([id, port]) => findingsOf(id, port)))
    return found.flat()
  }
}
