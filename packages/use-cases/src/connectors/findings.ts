import type { ConnectorCheckBody } from '@turnup/contracts'
import { type Checkable, type CheckResult, ProviderError, redactText } from '@turnup/domain'

/** What a connector finds out about itself; not being able to ask is a finding too. */
export async function findingsOf(connector: string, port: Checkable): Promise<CheckResult[]> {
  try {
    return await port.check()
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    const mend = 'Look whether the system runs, and whether address and credentials are right.'
    return [{ id: `${connector}.reachable`, level: 'failure', what: error.message, mend }]
  }
}

export function findingsBody(connector: string, findings: CheckResult[]): ConnectorCheckBody {
  return {
    id: connector,
    findings: findings.map(({ id, level, what, mend }) => ({
      id,
      level,
      what: redactText(what),
      mend: mend === undefined ? undefined : redactText(mend),
    })),
  }
}
