import { isDeepStrictEqual } from 'node:util'
import { accept, type CheckResult, type Clock, type ConnectorDeps, type Dino } from '@turnup/domain'
import {
  connectorSettingsVersions,
  type Database,
  listConnectorSettings,
  type StoredConnectorSettings,
  type Vault,
} from '@turnup/store'
import { bustCatalogueCache, type ConnectorSetup } from '@turnup/use-cases'
import type { Wiring } from './live-wiring.ts'
import { connectorForms } from './settings/connector-forms.ts'
import { describeConnector } from './settings/describe-connector.ts'
import { effectiveSettings } from './settings/effective-settings.ts'
import { judgeChange } from './settings/judge-change.ts'
import { settingSources } from './settings/setting-sources.ts'
import type { Settings } from './settings/settings.ts'
import { tryOut } from './try-out.ts'

export interface LiveConnectorSetup extends ConnectorSetup {
  /** Where the settings in effect come from, for `turnup doctor`. */
  sources(): CheckResult[]
}

/** Joins what the process was started with, what the console keeps, and the wiring that follows both. */
export function createConnectorSetup(parts: {
  settings: Settings
  db: Database
  vault: Vault
  clock: Clock
  wiring: Wiring
  deps: ConnectorDeps
  log: Dino
}): LiveConnectorSetup {
  const { settings, db, vault, clock, wiring, deps, log } = parts
  let known: ReadonlyMap<string, number> = new Map()
  let isFirst = true
  let stored: StoredConnectorSettings[] = []
  let last: Promise<void> = Promise.resolve()

  async function look(): Promise<void> {
    const versions = await connectorSettingsVersions(db)
    const isStart = isFirst
    isFirst = false
    if (isDeepStrictEqual(versions, known)) return
    const kept = await listConnectorSettings(db, vault)
    const effective = effectiveSettings(settings, kept)
    wiring.rewire(effective)
    const changed = kept.filter(({ connector, version }) => known.get(connector) !== version)
    const connectors = changed.map(({ connector }) => connector)
    known = new Map(kept.map(({ connector, version }) => [connector, version]))
    stored = kept
    log.info({ connectors }, 'Settings from the console are in effect.')
    for (const { variable, problem } of effective.problems)
      log.error({ variable, problem }, 'A setting in the console cannot be used.')
    // Another org, pricebook or billing system has other products.
    const hasOtherProducts = connectors.some(
      (one) => one === wiring.connectorOf.crm || one === wiring.connectorOf.billing,
    )
    if (!isStart && hasOtherProducts) await bustCatalogueCache({ db, clock })
  }

  return {
    connectors: [...connectorForms.keys()],
    describe: (connector, kept) => describeConnector(connector, settings, kept),
    judge(connector, kept, change) {
      const judged = judgeChange(connector, settings, kept, change)
      if (!judged.ok) return judged
      const { entered, settings: wouldBe } = judged.value
      return accept({ entered, check: () => tryOut(connector, wouldBe, deps) })
    },
    refresh() {
      last = last.catch(() => undefined).then(look)
      return last
    },
    sources: () => settingSources(settings, stored),
  }
}
