import { demoCarriers, demoEsimStock } from '@turnup/sandbox'
import { formatProblems, readSettings } from '@turnup/server'
import {
  createVault,
  type Database,
  importEsimProfiles,
  listProviderMappings,
  openDatabase,
  setProviderMapping,
} from '@turnup/store'
import { ensureFirstAdministrator } from '@turnup/use-cases'
import { demoOperator } from './demo-people.ts'

const profilesOfEachKind = 500

/**
 * Gives the demo provider an administrator, a stock of eSIM profiles, and a carrier for each hosted-PBX product. What is
 * there already stays as it is.
 * @throws Error when the environment is not that of a server
 */
export async function seedDemo(environment: Record<string, string>): Promise<void> {
  const result = readSettings(environment)
  if (!result.ok) throw new Error(formatProblems(result.problems))
  const { settings } = result
  const db = openDatabase({ databaseUrl: settings.database.url, maxConnections: 1 })
  try {
    const vault = createVault(settings.secrets.masterKey)
    const created = await ensureFirstAdministrator({ db, clock: { now: () => new Date() } }, demoOperator)
    if (!created.ok) throw new Error(created.refusal.message)
    for (const { profileType, iccids } of demoEsimStock(profilesOfEachKind)) {
      await importEsimProfiles(db, vault, profileType, iccids)
    }
    await mapToCarriers(db)
  } finally {
    await db.destroy()
  }
}

/** Once: from then on the mapping is the operators'. */
async function mapToCarriers(db: Database): Promise<void> {
  if ((await listProviderMappings(db)).length > 0) return
  for (const { sku, carrier } of demoCarriers()) {
    const subject = { method: 'product', subjectId: sku } as const
    await setProviderMapping(db, subject, carrier, { operatorId: 'demo', at: new Date() })
  }
}
