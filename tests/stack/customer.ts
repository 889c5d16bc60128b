import { randomUUID } from 'node:crypto'
import type { Sandbox } from '@turnup/sandbox'
import type { ApiClient } from './portal-client.ts'

export const password = 'harbour lights at nine'

export interface Customer {
  email: string
  customerNumber: string
  customerId: string
  billingClientId: string
  refreshToken: string
  api: ApiClient
}

/** Signs a customer up over HTTP; the account must exist in the sandbox's CRM. */
export async function signUp(api: ApiClient, sandbox: Sandbox, customerNumber: string): Promise<Customer> {
  const account = sandbox.systems.salesforce
    .listRecords('Account')
    .find((record) => record.SF_Account_No__c === customerNumber)
  const email = String(
    account?.Email__c ?? account?.PersonEmail ?? `${customerNumber.toLowerCase()}@example.com`,
  )
  const answer = await api.request<{ user: { id: string }; accessToken: string; refreshToken: string }>(
    'POST',
    '/api/auth/signup',
    { email, password, firstName: 'Ada', lastName: 'Moreno', sfNumber: customerNumber },
  )
  if (answer.status !== 201)
    throw new Error(`Sign-up answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  const { user, accessToken, refreshToken } = answer.body
  const billingClientId = String(
    sandbox.systems.salesforce
      .listRecords('Account')
      .find((record) => record.SF_Account_No__c === customerNumber)?.WH_Account__c,
  )
  return {
    email,
    customerNumber,
    customerId: user.id,
    billingClientId,
    refreshToken,
    api: api.as(accessToken),
  }
}

export interface PlacedOrder {
  crmOrderId: string
}

/** Places an order as the portal does; the payment method must be there. */
export async function placeOrder(
  customer: Customer,
  items: { productId: string; quantity?: number; configOptions?: Record<string, string> }[] = [
    { productId: 'ESIM-DATA-20' },
  ],
  idempotencyKey: string = randomUUID(),
): Promise<PlacedOrder> {
  const answer = await customer.api.request<{ sfOrderId: string }>(
    'POST',
    '/api/orders',
    { items },
    { 'idempotency-key': idempotencyKey },
  )
  if (answer.status !== 201)
    throw new Error(`The order answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return { crmOrderId: answer.body.sfOrderId }
}
