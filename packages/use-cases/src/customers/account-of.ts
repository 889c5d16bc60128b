import type { CrmAccount, CustomerMapping } from '@turnup/domain'
import type { Services } from '../context.ts'

/** The account of a mapped customer, read now. @throws when the CRM has lost it, which only staff can mend */
export async function accountOf(services: Services, customer: CustomerMapping): Promise<CrmAccount> {
  const account = await services.ports.crm.readAccount(customer.crmAccountId)
  if (!account) throw new Error(`CRM account ${customer.crmAccountId} of a mapped customer is gone.`)
  return account
}
