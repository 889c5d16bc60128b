import type { Customer } from './customer.ts'
import type { Stack } from './start-stack.ts'

type Org = Stack['sandbox']['systems']['salesforce']
export type CrmRecord = ReturnType<Org['listRecords']>[number]

/** The Salesforce account with this customer number. */
export function crmAccount(stack: Stack, customerNumber: string): CrmRecord {
  const account = stack.sandbox.systems.salesforce
    .listRecords('Account')
    .find(({ SF_Account_No__c }) => SF_Account_No__c === customerNumber)
  if (!account) throw new Error(`The org has no account ${customerNumber}`)
  return account
}

/** Records of one object that hang on the customer's account, oldest first. */
export function crmRecordsOf(
  stack: Stack,
  { customerNumber }: Pick<Customer, 'customerNumber'>,
  object: 'Order' | 'Case' | 'Opportunity' | 'Contact',
): CrmRecord[] {
  const { Id } = crmAccount(stack, customerNumber)
  return stack.sandbox.systems.salesforce.listRecords(object).filter(({ AccountId }) => AccountId === Id)
}

/** The product with this SKU. */
export function crmProduct(stack: Stack, sku: string): CrmRecord {
  const product = stack.sandbox.systems.salesforce
    .listRecords('Product2')
    .find(({ StockKeepingUnit }) => StockKeepingUnit === sku)
  if (!product) throw new Error(`The org has no product ${sku}`)
  return product
}
