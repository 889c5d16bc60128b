import { ProviderError } from '@turnup/domain'
import type { SalesforceClient } from './client.ts'
import type { SalesforceSettings } from './config.ts'
import { isSalesforceId } from './salesforce-id.ts'
import { soqlText } from './soql.ts'
import type { SalesforceRecord } from './wire.ts'

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
 * The one record that carries our reference. By query and not by /sobjects/<object>/<field>/<value>: a reference may
 * hold a slash, which servers refuse or split inside a path.
 * @throws ProviderError `rejected` AMBIGUOUS_REFERENCE when the field is not unique and two records carry it
 */
export async function findByReference(
  client: SalesforceClient,
  object: string,
  field: string,
  ref: string,
  columns: string[],
): Promise<SalesforceRecord | undefined> {
  const records = await client.query(
    `SELECT ${columns.join(', ')} FROM ${object} WHERE ${field} = ${soqlText(ref)} LIMIT 2`,
  )
  if (records.length < 2) return records[0]
  throw new ProviderError('rejected', {
    code: 'AMBIGUOUS_REFERENCE',
    connector: 'salesforce',
    operation: 'query',
    message: `Two ${object} records carry the reference ${ref}. Make ${field} unique and empty it on one of them.`,
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
