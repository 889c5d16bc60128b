import { type CheckResult, type ConnectorDeps, ProviderError } from '@turnup/domain'
import { connectorForms } from './settings/connector-forms.ts'
import { isSecret } from './settings/describe-connector.ts'
import { valueAt } from './settings/raw-values.ts'
import type { Settings } from './settings/settings.ts'
import { connectOne } from './wiring.ts'

const longestMs = 60_000

/**
 * Connects an outside system with settings that are not in effect, and asks it how it is set up. Calls count neither as
 * the connector's health nor in the metrics, and no finding holds a secret.
 */
export async function tryOut(
  connector: string,
  settings: Settings,
  deps: ConnectorDeps,
): Promise<CheckResult[]> {
  const connected = connectOne(connector, settings, { ...deps, observe: () => undefined })
  if (!connected) return [notUsed(connector)]
  const checking = connected.check().finally(() => connected.close())
  return withoutSecrets(connector, settings, await inTime(connector, checking))
}

async function inTime(connector: string, checking: Promise<CheckResult[]>): Promise<CheckResult[]> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<CheckResult[]>((resolve) => {
    const what = `${connector} did not answer everything within a minute.`
    const mend = 'Try again, or look what keeps it busy.'
    timer = setTimeout(
      () => resolve([{ id: `${connector}.in-time`, level: 'failure', what, mend }]),
      longestMs,
    )
  })
  try {
    return await Promise.race([checking, late])
  } catch (error) {
    if (error instanceof ProviderError) {
      const mend = 'Look whether the system runs, and whether address and credentials are right.'
      return [{ id: `${connector}.reachable`, level: 'failure', what: error.message, mend }]
    }
    // A certificate that no library can read, for example.
    const what = `${connector} cannot be asked with these settings.`
    const mend = 'Look whether certificates, keys and addresses are whole.'
    return [{ id: `${connector}.settings`, level: 'failure', what, mend }]
  } finally {
    clearTimeout(timer)
  }
}

function notUsed(connector: string): CheckResult {
  const what = `${connector} has no settings, so there is nothing to ask.`
  return { id: `${connector}.configured`, level: 'warning', what, mend: 'Enter its settings first.' }
}

/** An outside system may repeat what it was sent. */
function withoutSecrets(connector: string, settings: Settings, findings: CheckResult[]): CheckResult[] {
  const secrets = (connectorForms.get(connector) ?? [])
    .filter(isSecret)
    .flatMap(({ place }) => valueAt(settings, place) ?? [])
    .map(String)
    .filter((secret) => secret.length >= 4)
  const clean = (text: string) => secrets.reduce((left, secret) => left.replaceAll(secret, '•••'), text)
  return findings.map(({ what, mend, ...rest }) => ({
    ...rest,
    what: clean(what),
    ...(mend === undefined ? {} : { mend: clean(mend) }),
  }))
}
