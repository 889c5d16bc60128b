import { type Crm, type JsonObject, type NewCrmOrder, ProviderError } from '@turnup/domain'
import type { Catalogue } from './catalogue.ts'
import { type CompositeRequest, collectionLimit, collectionsInComposite } from './composite.ts'
import { lineServices, orderFrom, orderStatus, reportFields } from './map-order.ts'
import { selectable, textAt, valueAt } from './record.ts'
import { isSalesforceId, sameSalesforceId } from './salesforce-id.ts'
import { soqlId, soqlText } from './soql.ts'
import { createOrFind, findByReference, requireId, type VerbContext } from './verbs.ts'
import { QueryPage, SaveResult } from './wire.ts'

type OrderVerbs = Pick<
  Crm,
  'findOrder' | 'createOrder' | 'readOrder' | 'reportOrder' | 'listRequestedOrders' | 'findCancelledOrders'
>

export function orderVerbs({ client, settings }: VerbContext, catalogue: Catalogue): OrderVerbs {
  const { order: names, orderItem: lineNames, words } = settings.fieldMap

  const findOrder = async (ref: string) => {
    const record = await findByReference(client, 'Order', names.reference, ref, ['Id'])
    const crmOrderId = record && textAt(record, 'Id')
    return crmOrderId ? { crmOrderId } : undefined
  }

  function headerOf(order: NewCrmOrder, ref: string, pricebookId: string): JsonObject {
    const header: JsonObject = {
      [names.reference]: ref,
      AccountId: requireId(order.accountId, 'POST /composite'),
      EffectiveDate: order.effectiveDate,
      Status: words.standardStatus['pending-review'] ?? 'Draft',
      Pricebook2Id: pricebookId,
      Description: order.description.slice(0, 32_000),
    }
    const pending = words.orderStatus['pending-review']
    if (pending) header[names.status] = pending
    if (order.promoCode && names.promoCode) header[names.promoCode] = order.promoCode
    if (order.opportunityId && settings.opportunity.enabled) {
      header.OpportunityId = requireId(order.opportunityId, 'POST /composite')
    }
    if (settings.multiCurrency) header.CurrencyIsoCode = settings.currency
    return header
  }

  function lineOf(item: NewCrmOrder['items'][number]): JsonObject {
    const hasOptions = lineNames.configOptions !== null && Object.keys(item.configOptions).length > 0
    return {
      attributes: { type: 'OrderItem' },
      OrderId: '@{order.id}',
      Product2Id: requireId(item.productId, 'POST /composite'),
      PricebookEntryId: requireId(item.pricebookEntryId, 'POST /composite'),
      Quantity: item.quantity,
      UnitPrice: Number(item.unitPrice),
      ...(hasOptions ? { [lineNames.configOptions!]: JSON.stringify(item.configOptions) } : {}),
    }
  }

  return {
    findOrder,

    async createOrder(order, ref) {
      refuseUnfit(order, settings.opportunity.required)
      const header = headerOf(order, ref, await catalogue.pricebookId())
      const requests: CompositeRequest[] = [
        { method: 'POST', path: '/sobjects/Order', referenceId: 'order', body: header },
        ...collections('POST', order.items.map(lineOf)),
      ]
      const create = async () => {
        const saved = SaveResult.parse((await client.composite(requests)).get('order'))
        return { crmOrderId: saved.id ?? '' }
      }
      return createOrFind(create, () => findOrder(ref))
    },

    async readOrder(crmOrderId) {
      if (!isSalesforceId(crmOrderId)) return undefined
      const lineColumns = selectable([
        ...['Id', 'Quantity', 'UnitPrice', 'PricebookEntryId', 'Product2Id', lineNames.configOptions],
        ...(await catalogue.fulfilmentColumns()),
      ])
      const columns = selectable([
        ...[
          'Id',
          'OrderNumber',
          'AccountId',
          'Status',
          'Description',
          names.status,
          names.reference,
          names.promoCode,
        ],
        settings.opportunity.enabled ? 'OpportunityId' : null,
        settings.multiCurrency ? 'CurrencyIsoCode' : null,
      ])
      const [record] = await client.query(
        `SELECT ${columns.join(', ')}, (SELECT ${lineColumns.join(', ')} FROM OrderItems ORDER BY CreatedDate, Id) ` +
          `FROM Order WHERE Id = ${soqlId(crmOrderId)}`,
      )
      if (!record || !sameSalesforceId(textAt(record, 'Id') ?? '', crmOrderId)) return undefined
      const lines = QueryPage.safeParse(valueAt(record, 'OrderItems')).data
      const more = lines?.nextRecordsUrl ? await client.queryMore(lines.nextRecordsUrl) : []
      return orderFrom(record, [...(lines?.records ?? []), ...more], settings)
    },

    async reportOrder(crmOrderId, report) {
      const id = requireId(crmOrderId, 'PATCH /sobjects/Order')
      const fields = reportFields(report, settings)
      const service = lineNames.billingServiceId
      const lines = service && report.items ? [...lineServices(report.items)] : []
      if (lines.length === 0) {
        if (Object.keys(fields).length > 0) await client.update('Order', id, fields)
        return
      }
      const records = lines.map(([lineId, services]) => ({
        attributes: { type: 'OrderItem' },
        Id: requireId(lineId, 'POST /composite'),
        [service!]: services,
      }))
      // Lines first: once the order is activated its lines are closed to most users.
      const requests = collections('PATCH', records)
      if (Object.keys(fields).length > 0) {
        requests.push({ method: 'PATCH', path: `/sobjects/Order/${id}`, referenceId: 'order', body: fields })
      }
      await client.composite(requests)
    },

    async listRequestedOrders() {
      const word = (status: 'approved' | 'activating' | 'provisioned' | 'failed') => words.orderStatus[status]
      const is = (status: 'approved' | 'activating') =>
        word(status) === undefined ? [] : [`${names.status} = ${soqlText(word(status)!)}`]
      const isNot = (status: 'provisioned' | 'failed') =>
        word(status) === undefined ? [] : [`${names.status} != ${soqlText(word(status)!)}`]
      const condition = [
        `(${["Status = 'Approved'", ...is('approved'), ...is('activating')].join(' OR ')})`,
        ...isNot('provisioned'),
        ...isNot('failed'),
        `Status != ${soqlText(words.standardStatus.cancelled ?? 'Cancelled')}`,
      ].join(' AND ')
      const records = await client.query(
        `SELECT Id, Status, ${names.status} FROM Order WHERE ${condition} ORDER BY LastModifiedDate, Id`,
      )
      return records.map((record) => ({
        crmOrderId: textAt(record, 'Id') ?? '',
        status: orderStatus(record, settings),
      }))
    },

    async findCancelledOrders(crmOrderIds) {
      const cancelled: string[] = []
      for (let start = 0; start < crmOrderIds.length; start += collectionLimit) {
        const ids = crmOrderIds
          .slice(start, start + collectionLimit)
          .map(soqlId)
          .join(', ')
        const word = soqlText(words.standardStatus.cancelled ?? 'Cancelled')
        const records = await client.query(`SELECT Id FROM Order WHERE Id IN (${ids}) AND Status = ${word}`)
        cancelled.push(...records.flatMap((record) => textAt(record, 'Id') ?? []))
      }
      return cancelled
    },
  }
}

function collections(method: 'POST' | 'PATCH', records: JsonObject[]): CompositeRequest[] {
  const count = Math.ceil(records.length / collectionLimit)
  return Array.from({ length: count }, (_, index) => ({
    method,
    path: '/composite/sobjects',
    referenceId: `lines${index + 1}`,
    body: { allOrNone: true, records: records.slice(index * collectionLimit, (index + 1) * collectionLimit) },
  }))
}

/** What Salesforce would refuse anyway, or what this org's policy refuses, said before anything is sent. */
function refuseUnfit(order: NewCrmOrder, opportunityRequired: boolean): void {
  const refuse = (code: string, message: string) => {
    throw new ProviderError('rejected', {
      code,
      connector: 'salesforce',
      operation: 'POST /composite',
      message,
    })
  }
  if (opportunityRequired && !order.opportunityId) {
    refuse('OPPORTUNITY_REQUIRED', 'This org takes orders only with an opportunity (opportunity.required).')
  }
  const most = collectionLimit * collectionsInComposite
  if (order.items.length > most) {
    refuse(
      'TOO_MANY_LINES',
      `An order of more than ${most} lines cannot be created in one request. Split it.`,
    )
  }
}
