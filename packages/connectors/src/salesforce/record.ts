import type { Json } from '@turnup/domain'
import type { SalesforceRecord } from './wire.ts'

/**
 * The value at a path such as "Product2.Name". Names are compared without regard to case, as Salesforce does: the
 * documents write both WHMCS_Order_ID__c and WHMCS_Order_Id__c (X03).
 */
export function valueAt(record: SalesforceRecord, path: string | null): Json | undefined {
  if (path === null) return undefined
  let current: Json | undefined = record
  for (const name of path.split('.')) {
    if (current === null || typeof current !== 'object' || Array.isArray(current)) return undefined
    const lower = name.toLowerCase()
    const key: string | undefined =
      name in current ? name : Object.keys(current).find((candidate) => candidate.toLowerCase() === lower)
    current = key === undefined ? undefined : current[key]
  }
  return current ?? undefined
}

/** Text, or a number as text; undefined when empty. An id kept in a Number field comes as 101 or 101.0. */
export function textAt(record: SalesforceRecord, path: string | null): string | undefined {
  const value = valueAt(record, path)
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

export function numberAt(record: SalesforceRecord, path: string | null): number | undefined {
  const value = valueAt(record, path)
  return typeof value === 'number' ? value : undefined
}

export function flagAt(record: SalesforceRecord, path: string | null): boolean | undefined {
  const value = valueAt(record, path)
  return typeof value === 'boolean' ? value : undefined
}

/** A UTC instant in ISO form; Salesforce writes +0000. */
export function instantAt(record: SalesforceRecord, path: string | null): string | undefined {
  const text = textAt(record, path)
  const date = text === undefined ? undefined : new Date(text)
  return date && !Number.isNaN(date.getTime()) ? date.toISOString() : undefined
}

/** One of our words when the org's text is the same but for case and spaces around it. */
export function wordAt<Word extends string>(
  record: SalesforceRecord,
  path: string | null,
  words: readonly Word[],
): Word | undefined {
  const text = textAt(record, path)?.trim().toLowerCase()
  return text === undefined ? undefined : words.find((word) => word.toLowerCase() === text)
}

/** The names that the org has, for a SELECT: without nulls and doubles. */
export function selectable(names: (string | null)[]): string[] {
  return [...new Set(names.filter((name) => name !== null))]
}
