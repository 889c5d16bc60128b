import { type ConnectorDeps, type Crm, ProviderError } from '@turnup/domain'
import { offeringFrom, productTerms } from './map-product.ts'
import { selectable, textAt } from './record.ts'
import { soqlId, soqlText } from './soql.ts'
import type { VerbContext } from './verbs.ts'
import type { SalesforceRecord } from './wire.ts'

/** How long the org's own description of Product2 is believed. */
const describeLifeMs = 10 * 60_000

export interface Catalogue extends Pick<Crm, 'readCatalogue'> {
  /** Products whose JSON fields cannot be read, for doctor. */
  unreadableProducts(): Promise<{ sku: string; fields: string[] }[]>
  pricebookId(): Promise<string>
  /** The Product2 fields that the org has of those that fulfilment needs, each as a path over Product2. */
  fulfilmentColumns(): Promise<string[]>
}

export function catalogueVerbs({ client, settings }: VerbContext, deps: ConnectorDeps): Catalogue {
  const { billingCycles, itemClasses, ...single } = settings.fieldMap.product
  const fulfilment = selectable([
    ...['Name', 'StockKeepingUnit'],
    ...[single.category, single.requiresPaymentMethod, single.configOptions, single.billingProductId],
    ...[
      single.notesTemplate,
      single.esimSettings,
      single.pbxSettings,
      single.provisioningFlow,
      ...billingCycles,
      ...itemClasses,
    ],
  ])
  const wanted = selectable([...fulfilment, 'Description', ...Object.values(single)])
  let found: { present: Set<string>; until: number } | undefined
  let pricebook = settings.pricebookId

  /** No org has the fields of both documents (X12, X13), and one unknown name spoils a whole query. */
  async function presentColumns(names: string[]): Promise<string[]> {
    const now = deps.now().getTime()
    if (!found || now >= found.until) {
      const described = await client.describe('Product2')
      const present = new Set(described?.fields.map((field) => field.name.toLowerCase()))
      found = { present, until: now + describeLifeMs }
    }
    const { present } = found
    return names.filter((name) => present.has(name.toLowerCase())).map((name) => `Product2.${name}`)
  }

  async function pricebookId(): Promise<string> {
    if (pricebook) return pricebook
    const name = soqlText(settings.pricebookName)
    const records = await client.query(
      `SELECT Id FROM Pricebook2 WHERE Name = ${name} AND IsActive = true ORDER BY CreatedDate, Id LIMIT 2`,
    )
    const id = records.length === 1 && records[0] ? textAt(records[0], 'Id') : undefined
    if (!id) throw pricebookProblem(settings.pricebookName, records.length)
    pricebook = id
    return id
  }

  async function readEntries(): Promise<SalesforceRecord[]> {
    const columns = ['Id', 'UnitPrice', 'Product2Id', ...(await presentColumns(wanted))]
    if (settings.multiCurrency) columns.push('CurrencyIsoCode')
    const condition = [
      `Pricebook2Id = ${soqlId(await pricebookId())}`,
      'IsActive = true',
      'Product2.IsActive = true',
      ...(settings.multiCurrency ? [`CurrencyIsoCode = ${soqlText(settings.currency)}`] : []),
    ].join(' AND ')
    return client.query(`SELECT ${columns.join(', ')} FROM PricebookEntry WHERE ${condition}`)
  }

  return {
    pricebookId,
    fulfilmentColumns: () => presentColumns(fulfilment),

    async readCatalogue() {
      return (await readEntries())
        .map((entry) => offeringFrom(entry, settings))
        .sort((a, b) => a.sortOrder - b.sortOrder || a.name.localeCompare(b.name))
    },

    async unreadableProducts() {
      return (await readEntries())
        .map((entry) => productTerms((entry.Product2 ?? {}) as SalesforceRecord, settings))
        .flatMap(({ sku, faults }) => (faults.length > 0 ? [{ sku, fields: faults }] : []))
    },
  }
}

function pricebookProblem(name: string, count: number): ProviderError {
  return new ProviderError('rejected', {
    code: count === 0 ? 'PRICEBOOK_MISSING' : 'PRICEBOOK_AMBIGUOUS',
    connector: 'salesforce',
    operation: 'query',
    message: `Salesforce has ${count === 0 ? 'no' : 'more than one'} active pricebook called "${name}". Set the pricebook's id.`,
  })
}
