import {
  type CommodityType,
  type Crm,
  type CrmOpportunity,
  type JsonObject,
  type OpportunityStage,
  ProviderError,
} from '@turnup/domain'
import { typed } from './map-order.ts'
import { selectable, textAt } from './record.ts'
import { isSalesforceId } from './salesforce-id.ts'
import { soqlByType, soqlId, soqlText, soqlTexts } from './soql.ts'
import { createOrFind, findByReference, requireId, type VerbContext } from './verbs.ts'
import type { SalesforceRecord } from './wire.ts'

type OpportunityVerbs = Pick<
  Crm,
  'findOpportunity' | 'findOpportunityByReference' | 'createOpportunity' | 'updateOpportunity'
>

export function opportunityVerbs({ client, settings }: VerbContext): OpportunityVerbs {
  const names = settings.fieldMap.opportunity
  const words = settings.fieldMap.words
  const columns = selectable(['Id', 'StageName', names.commodityType, names.billingServiceId])

  function opportunityFrom(record: SalesforceRecord): CrmOpportunity | undefined {
    const stage = keyOf(words.stage, textAt(record, 'StageName')) as OpportunityStage | undefined
    // A stage of the org's own sales process is none of ours.
    if (stage === undefined) return undefined
    return {
      opportunityId: textAt(record, 'Id') ?? '',
      stage,
      commodityType: keyOf(words.commodityType, textAt(record, names.commodityType)) as
        | CommodityType
        | undefined,
      billingServiceId: textAt(record, names.billingServiceId),
    }
  }

  function conditionOf(query: Parameters<Crm['findOpportunity']>[0]): string | undefined {
    if ('billingServiceId' in query) {
      const literal = soqlByType(query.billingServiceId, names.billingServiceIdType)
      return names.billingServiceId && literal ? `${names.billingServiceId} = ${literal}` : undefined
    }
    if (!isSalesforceId(query.accountId) || query.stages.length === 0) return undefined
    const stages = query.stages.map((stage) => words.stage[stage])
    const commodity =
      query.commodityType && names.commodityType
        ? ` AND ${names.commodityType} = ${soqlText(words.commodityType[query.commodityType])}`
        : ''
    return `AccountId = ${soqlId(query.accountId)} AND StageName IN ${soqlTexts(stages)}${commodity}`
  }

  const findOpportunityByReference = async (ref: string) => {
    if (!settings.opportunity.enabled) return undefined
    const record = await findByReference(client, 'Opportunity', names.reference, ref, columns)
    return record && opportunityFrom(record)
  }

  return {
    findOpportunityByReference,

    async findOpportunity(query) {
      const condition = settings.opportunity.enabled ? conditionOf(query) : undefined
      if (!condition) return undefined
      const records = await client.query(
        `SELECT ${columns.join(', ')} FROM Opportunity WHERE ${condition} ORDER BY CreatedDate DESC, Id DESC LIMIT 1`,
      )
      return records[0] && opportunityFrom(records[0])
    },

    async createOpportunity({ accountId, name, stage, commodityType, source, closeDate }, ref) {
      if (!settings.opportunity.enabled) throw opportunitiesOff()
      const fields: JsonObject = {
        [names.reference]: ref,
        AccountId: requireId(accountId, 'POST /sobjects/Opportunity'),
        Name: name.slice(0, 120),
        StageName: words.stage[stage],
        CloseDate: closeDate.slice(0, 10),
      }
      if (names.commodityType && commodityType)
        fields[names.commodityType] = words.commodityType[commodityType]
      if (names.source) fields[names.source] = words.portalSource[source]
      const create = async () => {
        const { id } = await client.create('Opportunity', fields)
        return { opportunityId: id, stage, commodityType }
      }
      return createOrFind<CrmOpportunity>(create, () => findOpportunityByReference(ref))
    },

    async updateOpportunity(opportunityId, { stage, billingServiceId, scheduledCancellationAt }) {
      const fields: JsonObject = {}
      if (stage) fields.StageName = words.stage[stage]
      if (billingServiceId && names.billingServiceId) {
        fields[names.billingServiceId] = typed(billingServiceId, names.billingServiceIdType)
      }
      if (scheduledCancellationAt && names.scheduledCancellationAt) {
        fields[names.scheduledCancellationAt] = scheduledCancellationAt
      }
      if (Object.keys(fields).length === 0) return
      await client.update('Opportunity', requireId(opportunityId, 'PATCH /sobjects/Opportunity'), fields)
    },
  }
}

function keyOf(words: Record<string, string>, spelling: string | undefined): string | undefined {
  return Object.keys(words).find((key) => words[key] === spelling)
}

function opportunitiesOff(): ProviderError {
  return new ProviderError('rejected', {
    code: 'OPPORTUNITIES_OFF',
    connector: 'salesforce',
    operation: 'POST /sobjects/Opportunity',
    message: 'Opportunities are switched off for this org (opportunity.enabled); none is created.',
  })
}
