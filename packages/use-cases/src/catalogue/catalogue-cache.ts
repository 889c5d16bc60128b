import type { CrmAccount, ProductOffering } from '@turnup/domain'
import { type Database, newId, type Queryable } from '@turnup/store'
import type { Services } from '../context.ts'

const versionFact = 'catalogue-version'
const mostAccounts = 5_000

interface Cached<Value> {
  value: Value
  readAt: number
  version: string
}

interface CatalogueCache {
  offerings?: Cached<ProductOffering[]>
  /** The one read that is under way, so that a thousand visitors after a bust ask the CRM once. */
  reading?: { promise: Promise<ProductOffering[]>; version: string }
  accounts: Map<string, Cached<CrmAccount | undefined>>
}

/** One cache for each database, that is, for each process; tests with databases of their own do not share. */
const caches = new WeakMap<Database, CatalogueCache>()

function cacheOf({ db }: Pick<Services, 'db'>): CatalogueCache {
  const known = caches.get(db)
  if (known) return known
  const made: CatalogueCache = { accounts: new Map() }
  caches.set(db, made)
  return made
}

/** Changes with every bust, in whichever process. */
async function catalogueVersion(queryable: Queryable): Promise<string> {
  const row = await queryable
    .selectFrom('installation_fact')
    .select('value')
    .where('name', '=', versionFact)
    .executeTakeFirst()
  return String(row?.value.version ?? '')
}

/** Whether a cached value may still be shown. */
function isFresh(cached: Cached<unknown>, version: string, now: Date, cacheMs: number): boolean {
  const age = now.getTime() - cached.readAt
  return cached.version === version && age >= 0 && age < cacheMs
}

/** Every product with a price, at most as old as the policy allows (R061). @throws ProviderError of the CRM */
export async function cachedOfferings(services: Services): Promise<ProductOffering[]> {
  const cache = cacheOf(services)
  const version = await catalogueVersion(services.db)
  const { offerings } = cache
  if (offerings && isFresh(offerings, version, services.clock.now(), services.policy.catalogueCacheMs)) {
    return offerings.value
  }
  if (cache.reading?.version === version) return cache.reading.promise
  const promise = readOfferings(services, cache, version)
  const reading = { promise, version }
  cache.reading = reading
  try {
    return await promise
  } finally {
    if (cache.reading === reading) cache.reading = undefined
  }
}

async function readOfferings(
  services: Services,
  cache: CatalogueCache,
  version: string,
): Promise<ProductOffering[]> {
  const readAt = services.clock.now().getTime()
  const value = await services.ports.crm.readCatalogue()
  cache.offerings = { value, readAt, version }
  return value
}

/** An account as the CRM has it, at most as old as the policy allows for personalised results (R061). */
export async function cachedAccount(services: Services, accountId: string): Promise<CrmAccount | undefined> {
  const { accounts } = cacheOf(services)
  const version = await catalogueVersion(services.db)
  const now = services.clock.now()
  const cached = accounts.get(accountId)
  if (cached && isFresh(cached, version, now, services.policy.personalisedCatalogueCacheMs))
    return cached.value
  const value = await services.ports.crm.readAccount(accountId)
  accounts.delete(accountId)
  accounts.set(accountId, { value, readAt: now.getTime(), version })
  for (const oldest of accounts.keys()) {
    if (accounts.size <= mostAccounts) break
    accounts.delete(oldest)
  }
  return value
}

/** After the account was changed by ourselves. Other processes may show it as it was for the cache's time. */
export function forgetAccount(services: Pick<Services, 'db'>, accountId: string): void {
  cacheOf(services).accounts.delete(accountId)
}

/**
 * Makes every process read catalogue and accounts anew (R062, X18): the version stands in the database and is compared
 * at every use.
 */
export async function bustCatalogueCache(services: Pick<Services, 'db' | 'clock'>): Promise<void> {
  const value = JSON.stringify({ version: newId() })
  const updatedAt = services.clock.now()
  await services.db
    .insertInto('installation_fact')
    .values({ name: versionFact, value, updated_at: updatedAt })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value, updated_at: updatedAt }))
    .execute()
}
