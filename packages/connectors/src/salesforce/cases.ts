import type { CaseType, Crm, CrmCase, JsonObject } from '@turnup/domain'
import { instantAt, textAt } from './record.ts'
import { isSalesforceId } from './salesforce-id.ts'
import { soqlId } from './soql.ts'
import { createOrFind, findByReference, requireId, type VerbContext } from './verbs.ts'
import type { SalesforceRecord } from './wire.ts'

const columns = ['Id', 'CaseNumber', 'Type', 'Subject', 'Status', 'Description', 'CreatedDate']

export function caseVerbs({
  client,
  settings,
}: VerbContext): Pick<Crm, 'findCase' | 'openCase' | 'listCases'> {
  const names = settings.fieldMap.case
  const words = settings.fieldMap.words.caseType

  function caseFrom(record: SalesforceRecord): CrmCase {
    const word = textAt(record, 'Type')
    const known = (Object.entries(words) as [CaseType, string][]).find(([, spelling]) => spelling === word)
    return {
      caseId: textAt(record, 'Id') ?? '',
      caseNumber: textAt(record, 'CaseNumber'),
      // The org has types of its own; to the customer they are inquiries.
      type: known?.[0] ?? 'General Inquiry',
      subject: textAt(record, 'Subject') ?? '',
      status: textAt(record, 'Status') ?? '',
      description: textAt(record, 'Description'),
      createdAt: instantAt(record, 'CreatedDate'),
    }
  }

  const findCase = async (ref: string) => {
    const record = await findByReference(client, 'Case', names.reference, ref, columns)
    return record && caseFrom(record)
  }

  return {
    findCase,

    async openCase({ type, subject, description, accountId, opportunityId }, ref) {
      const fields: JsonObject = {
        [names.reference]: ref,
        Type: words[type],
        Subject: subject.slice(0, 255),
        Description: description.slice(0, 32_000),
        Status: 'New',
        Origin: 'Web',
        AccountId: requireId(accountId, 'POST /sobjects/Case'),
      }
      if (opportunityId !== undefined && names.opportunity !== null) {
        fields[names.opportunity] = requireId(opportunityId, 'POST /sobjects/Case')
      }
      const create = async () => {
        const { id } = await client.create('Case', fields)
        return { caseId: id, type, subject, status: 'New', description }
      }
      return createOrFind<CrmCase>(create, () => findCase(ref))
    },

    async listCases(accountId) {
      if (!isSalesforceId(accountId)) return []
      const records = await client.query(
        `SELECT ${columns.join(', ')} FROM Case WHERE AccountId = ${soqlId(accountId)} ` +
          'ORDER BY CreatedDate DESC, Id DESC LIMIT 200',
      )
      return records.map(caseFrom)
    },
  }
}
