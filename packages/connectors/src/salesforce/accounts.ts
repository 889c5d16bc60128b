import { type Crm, type CrmAccount, type JsonObject, ProviderError } from '@turnup/domain'
import { accountFrom, accountSelect } from './map-account.ts'
import { textAt } from './record.ts'
import { isSalesforceId } from './salesforce-id.ts'
import { soqlId, soqlText } from './soql.ts'
import { createOrFind, requireId, type VerbContext } from './verbs.ts'

type AccountVerbs = Pick<
  Crm,
  | 'findAccount'
  | 'readAccount'
  | 'createAccount'
  | 'ensureContact'
  | 'recordRegistration'
  | 'markEligibilityPending'
  | 'markIdVerificationPending'
>

export function accountVerbs({ client, settings }: VerbContext): AccountVerbs {
  const names = settings.fieldMap.account

  async function accountWhere(condition: string): Promise<CrmAccount | undefined> {
    const select = `SELECT ${accountSelect(settings)} FROM Account WHERE ${condition}`
    const records = await client.query(`${select} ORDER BY CreatedDate, Id LIMIT 2`)
    if (records.length > 1) throw ambiguousNumber()
    return records[0] && accountFrom(records[0], settings)
  }

  /** Writes what the org has fields for; nothing to write is no call. */
  async function writeAccount(accountId: string, values: [string | null, string][]): Promise<void> {
    const known = values.filter((pair): pair is [string, string] => pair[0] !== null)
    if (known.length === 0) return
    const id = requireId(accountId, 'PATCH /sobjects/Account')
    await client.update('Account', id, Object.fromEntries(known))
  }

  const findAccount = (customerNumber: string) =>
    accountWhere(`${names.customerNumber} = ${soqlText(customerNumber)}`)

  return {
    findAccount,

    async readAccount(accountId) {
      return isSalesforceId(accountId) ? accountWhere(`Id = ${soqlId(accountId)}`) : undefined
    },

    async createAccount({ customerNumber, name, email, phone }) {
      const existing = await findAccount(customerNumber)
      if (existing) return existing
      const fields: JsonObject = {
        Name: name,
        [names.customerNumber]: customerNumber,
        ...(phone === undefined ? {} : { Phone: phone }),
        ...(names.email === null ? {} : { [names.email]: email }),
      }
      const create = async () => {
        const { id } = await client.create('Account', fields)
        return (await accountWhere(`Id = ${soqlId(id)}`)) ?? missingAfterCreate()
      }
      return createOrFind(create, () => findAccount(customerNumber))
    },

    async ensureContact({ accountId, firstName, lastName, email, phone }) {
      const id = requireId(accountId, 'POST /sobjects/Contact')
      const found = await client.query(
        `SELECT Id FROM Contact WHERE AccountId = ${soqlId(id)} AND Email = ${soqlText(email)} ` +
          'ORDER BY CreatedDate, Id LIMIT 1',
      )
      const contactId = found[0] && textAt(found[0], 'Id')
      if (contactId) return { contactId }
      const created = await client.create('Contact', {
        AccountId: id,
        FirstName: firstName,
        LastName: lastName,
        Email: email,
        ...(phone === undefined ? {} : { Phone: phone }),
      })
      return { contactId: created.id }
    },

    recordRegistration: (accountId, { source, billingClientId }) =>
      writeAccount(accountId, [
        [names.portalStatus, 'Active'],
        [names.registrationSource, source],
        [names.billingClientId, billingClientId],
      ]),

    markEligibilityPending: (accountId, { caseId, requestedAt }) =>
      writeAccount(accountId, [
        [names.eligibilityStatus, 'Pending'],
        [names.eligibilityRequestedAt, requestedAt],
        [names.eligibilityCaseId, caseId],
      ]),

    markIdVerificationPending: (accountId, submittedAt) =>
      writeAccount(accountId, [
        [names.idStatus, 'Pending'],
        [names.idSubmittedAt, submittedAt],
      ]),
  }
}

/** A number that names two accounts cannot say whose order this is; guessing would bill the wrong customer. */
function ambiguousNumber(): ProviderError {
  return new ProviderError('rejected', {
    code: 'AMBIGUOUS_CUSTOMER_NUMBER',
    connector: 'salesforce',
    operation: 'query',
    message: 'Two accounts in Salesforce have the same customer number. Correct one of them.',
  })
}

function missingAfterCreate(): never {
  throw new ProviderError('unavailable', {
    code: 'NOT_VISIBLE_YET',
    connector: 'salesforce',
    operation: 'query',
    message: 'The account was created but cannot be read yet; it is tried again.',
  })
}
