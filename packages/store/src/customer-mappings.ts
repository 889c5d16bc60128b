import type { CustomerMapping } from '@turnup/domain'
import type { Queryable } from './database.ts'

const mappingOf = (queryable: Queryable) =>
  queryable
    .selectFrom('customer_mapping as mapping')
    .innerJoin('portal_user as person', 'person.id', 'mapping.customer_id')
    .select([
      'mapping.customer_id as customerId',
      'mapping.customer_number as customerNumber',
      'mapping.billing_client_id as billingClientId',
      'mapping.crm_account_id as crmAccountId',
      'person.email as email',
      'person.first_name as firstName',
      'person.last_name as lastName',
    ])

/** The customer as one person in three systems (R034); undefined before the registration is complete. */
export async function readCustomerMapping(
  queryable: Queryable,
  customerId: string,
): Promise<CustomerMapping | undefined> {
  return mappingOf(queryable).where('mapping.customer_id', '=', customerId).executeTakeFirst()
}

export async function findMappingByCrmAccount(
  queryable: Queryable,
  crmAccountId: string,
): Promise<CustomerMapping | undefined> {
  return mappingOf(queryable).where('mapping.crm_account_id', '=', crmAccountId).executeTakeFirst()
}

export async function findMappingByCustomerNumber(
  queryable: Queryable,
  customerNumber: string,
): Promise<CustomerMapping | undefined> {
  return mappingOf(queryable).where('mapping.customer_number', '=', customerNumber).executeTakeFirst()
}

/** @returns false when one of the three identities belongs to another customer already */
export async function insertCustomerMapping(
  queryable: Queryable,
  mapping: Pick<CustomerMapping, 'customerId' | 'customerNumber' | 'billingClientId' | 'crmAccountId'> & {
    at: Date
  },
): Promise<boolean> {
  const result = await queryable
    .insertInto('customer_mapping')
    .values({
      customer_id: mapping.customerId,
      customer_number: mapping.customerNumber,
      billing_client_id: mapping.billingClientId,
      crm_account_id: mapping.crmAccountId,
      created_at: mapping.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}
