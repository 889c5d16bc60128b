import type { TenantState } from '@turnup/domain'
import { ProviderError } from '@turnup/domain'
import { connectorId } from './refused.ts'
import type { Switch } from './switch.ts'

/** Entries of the switch's caches that belong to the tenant's extensions and its own context. */
export function tenantCacheKeys({
  domain,
  extensions,
}: Pick<TenantState, 'domain' | 'extensions'>): string[] {
  return [...extensions.map(({ number }) => `directory:${number}@${domain}`), `dialplan:${domain}`]
}

/**
 * Entries for numbers as callers write them. FusionPBX keeps either one for the whole context or one for each written
 * form, by its setting dialplan_mode.
 */
export function numberCacheKeys(writtenForms: string[]): string[] {
  return ['dialplan:public', ...writtenForms.map((form) => `dialplan:public:${form}`)]
}

/** Clears what has changed, the gateways' configuration too, and has the switch load gateways that are new. */
export async function makeLive(freeswitch: Switch, keys: string[]): Promise<void> {
  const hostname = await freeswitch.hostname()
  await freeswitch.clear([...keys, `${hostname}:configuration:sofia.conf`])
  await freeswitch.rescan()
}

/**
 * After a commit the rows count whatever the switch says: a failure then is no "nothing happened", and a look finds
 * what was made. A sync makes it live later.
 */
export async function afterCommit(operation: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    throw new ProviderError('outcome-unknown', {
      code: 'NOT_LIVE_YET',
      connector: connectorId,
      operation,
      message: `FusionPBX has the rows of ${operation}, but the switch could not be told of them. ${error.message}`,
      ...(error.detail === undefined ? {} : { detail: error.detail }),
    })
  }
}
