import { ProviderError } from '@turnup/domain'
import type { SalesforceClient } from './client.ts'
import type { SalesforceSettings } from './config.ts'
import { isSalesforceId } from './salesforce-id.ts'

/** What every group of verbs works with. */
export interface VerbContext {
  client: SalesforceClient
  settings: SalesforceSettings
}

/**
 * Refuses to write to something that is no record id, before it is put into a path.
 * @throws ProviderError `rejected` MALFORMED_ID
 */
export function requireId(id: string, operation: string): string {
  if (isSalesforceId(id)) return id
  throw new ProviderError('rejected', {
    code: 'MALFORMED_ID',
    connector: 'salesforce',
    operation,
    message: `${operation} was given something that is not a Salesforce record id.`,
  })
}

/**
 * Runs a create; when the unique reference is there already, an earlier try was carried out and its record is found
 * instead.
 */
export async function createOrFind<Found>(
  create: () => Promise<Found>,
  find: () => Promise<Found | undefined>,
): Promise<Found> {
  try {
    return await create()
  } catch (error) {
    if (!(error instanceof ProviderError) || error.code !== 'DUPLICATE_VALUE') throw error
    const found = await find()
    if (found === undefined) throw error
    return found
  }
}
